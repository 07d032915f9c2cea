import BoardHAL
@testable import Firmware
import FirmwareExplorer

/// A device whose deferred call the application takes back, waiting for its end, while interrupts
/// ask for it; the call runs on another processor.
final class CancelWorld: World {
  /// What the deferred call says of itself.
  final class Watch {
    var isInside = false
    var runs = 0
  }

  struct Slow: InterruptDriven {
    typealias Source = BareSource

    let watch: Watch

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
    ) -> Service<Bool> { .deferred(true) }

    mutating func deferred(
      _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<Slow>
    ) {
      watch.isInside = true
      context.spend(.microseconds(1))
      watch.isInside = false
      watch.runs += 1
    }
  }

  /// What `cancelDeferredCall` has answered, in any of the worlds.
  final class Answers {
    var seen: Set<DeferredCancellation> = []
  }

  static let streams = [
    Stream("interrupts", count: 2), Stream("cancel", count: 1, isApplication: true),
  ]

  let firmware: Firmware
  private let watch = Watch()
  private let answers: Answers
  private let device: StartedDevice<Slow>
  private let line: LineID
  private var mistake: String?

  init(_ answers: Answers) throws {
    self.answers = answers
    firmware = Firmware(on: QuietBoard(), limits: .tiny(lines: 1, devices: 1, processors: 2))
    let added = try firmware.add(Slow(watch: watch), named: "slow")
    try added.registerDeferredCall(processor: 1)
    line = try added.connect(to: .software("line"), level: 5).keep()[0]
    device = try added.start()
  }

  func arrive(_ number: Int, of stream: Int) {
    guard stream == 1 else {
      _ = firmware.raise(line)
      return
    }
    let wasInside = watch.isInside
    let answer = device.cancelDeferredCall(0, PassiveContext(firmware: firmware))
    answers.seen.insert(answer)
    if watch.isInside {
      mistake = "it said \(answer), and the call still ran"
    } else if wasInside, answer != .finished {
      mistake = "it said \(answer) of a call that ran"
    }
  }

  func mix(into fingerprint: inout Fingerprint) {
    fingerprint.mix(watch.runs << 2 | (watch.isInside ? 1 : 0) | (mistake == nil ? 0 : 2))
  }

  var verdict: String? { mistake }
}
