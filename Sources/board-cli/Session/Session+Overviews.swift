import BoardHAL
import Firmware

/// The tables of a session.
extension Session {
  func listing(_ overview: Overview) -> Listing {
    switch overview {
    case .lines: lines
    case .interrupts: interrupts
    case .deferred: deferredCalls
    case .requests: requests
    case .counters: counters
    }
  }

  private var lines: Listing {
    var listing = Listing(
      "lines",
      [
        .init("line"), .init("devices", "device"), .init("level"), .init("trigger"),
        .init("value"), .init("enabled"), .init("masked"), .init("pending"),
      ])
    for line in firmware.lines {
      let owners = firmware.owners(of: line)
      let info = owners.first.flatMap { firmware.info(of: $0, on: line) }
      listing.append(
        .text(firmware.label(of: line)), .list(owners.map { firmware.name(of: $0) }),
        .init(firmware.level(of: line).number), .init(info.map { "\($0.trigger)" }),
        .init(value(of: line).map { "\($0)" }), .flag(firmware.isEnabled(line)),
        .flag(firmware.isMasked(line)), .flag(firmware.isPending(line)))
    }
    return listing
  }

  /// What a line on a pin means now; nil for another, or when its chip is gone.
  private func value(of line: LineID) -> LineValue? {
    guard case .edges? = firmware.source(of: line), let owner = firmware.owners(of: line).first,
      firmware.info(of: owner, on: line)?.isGone == false
    else { return nil }
    return try? firmware.board.value(of: line)
  }

  private var interrupts: Listing {
    var listing = Listing(
      "interrupts",
      [
        .init("line"), .init("rate", "a second"), .init("served"),
        .init("merged"), .init("ignored"), .init("lost"), .init("unclaimed"),
        .init("worst-wait-nanoseconds", "worst wait"),
        .init("worst-service-nanoseconds", "worst isr"),
      ])
    for line in firmware.lines {
      let counters = firmware.counters(of: line)
      let owners = firmware.owners(of: line)
      let services = owners.map { firmware.serviceCounters(of: $0, on: line) }
      listing.append(
        .text(firmware.label(of: line)), .init(meters[line].rate(at: firmware.now)),
        .init(counters.claimed), .init(counters.merged),
        .init(counters.ignored), .init(lost(on: line)), .init(firmware.unclaimed(on: line)),
        .time(meters[line].worstWait), .time(services.map(\.longestService).max() ?? .zero))
    }
    return listing
  }

  /// Everything that was lost on a line, by the hardware or by a full ring.
  func lost(on line: LineID) -> UInt64 {
    firmware.owners(of: line).reduce(meters.tally.lost(on: line)) {
      $0 + firmware.serviceCounters(of: $1, on: line).lost
    }
  }

  private var deferredCalls: Listing {
    var listing = Listing(
      "deferred",
      [
        .init("device"), .init("call"), .init("state"), .init("importance"),
        .init("processor"), .init("queued"), .init("merged"), .init("runs"),
        .init("delivered"), .init("lost"), .init("worst-run-nanoseconds", "worst run"),
      ])
    for device in firmware.devices {
      for call in firmware.deferredCalls(of: device) {
        let counters = call.counters
        listing.append(
          .text(call.device), .init(call.number), .text(call.state.rawValue),
          .text("\(call.importance)"), .init(call.processor), .init(counters.queued),
          .init(counters.merged), .init(counters.runs), .init(counters.delivered),
          .init(counters.lost), .time(counters.longestRun))
      }
    }
    return listing
  }

  private var requests: Listing {
    var listing = Listing(
      "requests",
      [
        .init("device"), .init("current"), .init("begun"), .init("success"), .init("failed"),
        .init("cancelled"), .init("abandoned"),
      ])
    for device in firmware.devices {
      let meter = meters[device]
      listing.append(
        .text(firmware.name(of: device)), meter.current.map { .init($0.number) } ?? .none,
        .init(meter.begun), .init(meter.count(.success)), .init(meter.count(.failed)),
        .init(meter.count(.cancelled)), .init(meter.count(.abandoned)))
    }
    return listing
  }

  private var counters: Listing {
    var listing = Listing("counters", [.init("of"), .init("what"), .init("count")])
    for counter in surroundings.counters {
      listing.append(.text(counter.of), .text(counter.what), .init(counter.count))
    }
    let dropped = firmware.dropped
    for (what, count) in [
      ("events dropped", dropped.events), ("completions dropped", dropped.completions),
      ("trace events dropped", dropped.trace),
    ] { listing.append(.text("firmware"), .text(what), .init(count)) }
    for fault in surroundings.faults { listing.append(.text("wiring"), .text(fault), .init(1)) }
    return listing
  }
}

extension Firmware {
  /// Every deferred call of a device, in the order of their numbers.
  func deferredCalls(of device: DeviceID) -> [DeferredCallInfo] {
    var calls: [DeferredCallInfo] = []
    while let call = deferredCall(calls.count, of: device) { calls.append(call) }
    return calls
  }
}
