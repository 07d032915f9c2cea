import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// Passive service routines that cannot serve their device.
@Suite struct `A passive routine that throws` {
  private let rig = Rig()
  private let bus: PassiveExecutor

  init() throws {
    bus = try rig.firmware.addExecutor(named: "i2c-1")
  }

  @Test("L56 a sleeping chip is powered up first; if that fails its line is held back")
  func wakeLine() throws {
    let (device, line) = try sleeper("chip", supply: Supply(failures: 1))
    rig.firmware.raise(line)
    rig.firmware.run()
    #expect(rig.log.take() == ["chip powers up"])
    #expect(rig.faults == ["chip serviceFailed at 5000 µs"])
    #expect(rig.firmware.isMasked(line))
    #expect(
      rig.firmware.serviceCounters(of: device.id, on: line).lastFault == Sleeper.noPower)
    // Held back, it waits; let go, it is tried again.
    rig.firmware.raise(line)
    rig.firmware.run()
    #expect(rig.log.take().isEmpty)
    rig.firmware.unmask(line)
    rig.firmware.raise(line)
    rig.firmware.run()
    rig.firmware.raise(line)
    rig.firmware.run()
    // Once it has power the next interrupt is served at once.
    #expect(rig.log.take() == ["chip powers up", "chip serves 1", "chip serves 2"])
    #expect(rig.firmware.now == .start + .milliseconds(10))
    #expect(rig.firmware.violations().isEmpty)
  }

  @Test("L72 L80 what had been captured before the fault is served, and counted as what it became")
  func captured() throws {
    let (device, line) = try sleeper("chip", supply: Supply(failures: 1))
    for _ in 1...3 {
      rig.firmware.raise(line)
      _ = rig.firmware.step()
    }
    rig.firmware.run()
    #expect(
      rig.log.take() == ["chip powers up", "chip powers up", "chip serves 1", "chip serves 2"])
    let counters = rig.firmware.serviceCounters(of: device.id, on: line)
    #expect((counters.claimed, counters.served, counters.faults) == (3, 2, 1))
    #expect(rig.firmware.isMasked(line))
  }

  @Test("L72 on a shared line the routine that threw is passed over, its neighbours are not")
  func shared() throws {
    let supply = Supply(failures: .max)
    let (_, line) = try sleeper("broken", supply: supply, to: "shared")
    _ = try sleeper("sound", supply: Supply(failures: 0), to: "shared")
    for _ in 1...3 {
      rig.firmware.raise(line)
      rig.firmware.run()
    }
    #expect(
      rig.log.take() == [
        "broken powers up", "sound powers up", "sound serves 1", "sound serves 2",
        "sound serves 3",
      ])
    #expect(!rig.firmware.isMasked(line))
  }

  /// Puts in a chip that sleeps, on a line of its own or one that it shares.
  private func sleeper(
    _ name: String, supply: Supply, to line: String? = nil
  ) throws -> (device: StartedDevice<Sleeper>, line: LineID) {
    var options = PassiveOptions()
    if line != nil {
      options.sharing = .shared
      options.trigger = .level
    }
    let added = try rig.firmware.add(Sleeper(), named: name)
    try added.registerDeferredCall()
    let lines = try added.connect(
      to: [.software(line ?? name)], on: bus, options,
      state: Sleeper.LineState(name: name, log: rig.log, supply: supply)
    ).keep()
    return (try added.start(), lines[0])
  }
}

/// What gives a chip its power, or fails to so many times.
private final class Supply {
  var failures: Int

  init(failures: Int) { self.failures = failures }
}

/// A chip that sleeps without power until its line asks.
private struct Sleeper: PassiveDriven {
  struct LineState {
    let name: String
    let log: Log
    let supply: Supply
    var hasPower = false
    var served = 0
  }

  typealias Source = BareSource
  typealias Snapshot = Int

  static let noPower = LineFault(code: 1)

  static func service(
    _ interrupt: borrowing PassiveInterrupt<BareSource>, _ line: inout LineState
  ) async throws(LineFault) -> PassiveService<Int, DeferredFollowup> {
    if !line.hasPower {
      line.log.note("\(line.name) powers up")
      try? await interrupt.sleep(for: .milliseconds(5))
      guard line.supply.failures == 0 else {
        line.supply.failures -= 1
        throw noPower
      }
      line.hasPower = true
    }
    line.served += 1
    line.log.note("\(line.name) serves \(line.served)")
    return .deferred(line.served)
  }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Sleeper>
  ) {}
}
