import BoardHAL
import Firmware
import FirmwareExplorer

/// Two devices on two processors that each give way when they see the other at work: if both see
/// the other's first half, nobody works.
///
/// Seen only by a schedule in which the two cross; when one routine is run in the middle of the
/// other, it is over before the other looks.
final class PoliteWorld: World {
  final class Flags {
    var isAtWork = [false, false]
    var worked = 0
    var gaveWay = 0
  }

  struct Polite: InterruptDriven {
    struct LineState {
      let flags: Flags
      let number: Int
    }

    typealias Source = BareSource

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
    ) -> Service<Bool> {
      line.flags.isAtWork[line.number] = true
      _ = interrupt.read(RegisterID(0))
      let givesWay = line.flags.isAtWork[1 - line.number]
      if givesWay { line.flags.gaveWay += 1 } else { line.flags.worked += 1 }
      _ = interrupt.read(RegisterID(0))
      line.flags.isAtWork[line.number] = false
      return .claimed
    }

    mutating func deferred(
      _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<Polite>
    ) {}
  }

  let firmware: Firmware
  private let flags = Flags()
  private var lines: [LineID] = []

  init() throws {
    firmware = Firmware(on: QuietBoard(registers: 1), limits: .tiny(processors: 2))
    for number in 0...1 {
      var options = ConnectOptions()
      options.affinity = .processor(number)
      let added = try firmware.add(Polite(), named: "polite \(number)")
      try added.registerDeferredCall(processor: number)
      lines += try added.connect(
        to: .software("line \(number)"), level: 5, options,
        state: Polite.LineState(flags: flags, number: number)
      ).keep()
      _ = try added.start()
    }
  }

  func arrive(_ number: Int, of stream: Int) { firmware.raise(lines[stream]) }

  func mix(into fingerprint: inout Fingerprint) {
    fingerprint.mix(flags.worked << 8 | flags.gaveWay)
  }

  var verdict: String? { flags.worked > 0 ? nil : "both gave way" }
}

/// The two in a script, which lets both lines ask and runs the firmware until it is at rest.
final class PoliteScript: World {
  private let world: PoliteWorld

  init() throws { world = try PoliteWorld() }

  var firmware: Firmware { world.firmware }

  var script: (() -> String?)? {
    { [world] in
      for line in 0...1 { world.arrive(0, of: line) }
      world.firmware.settle()
      return world.verdict
    }
  }

  func arrive(_ number: Int, of stream: Int) {}

  func mix(into fingerprint: inout Fingerprint) {}

  var verdict: String? { nil }
}
