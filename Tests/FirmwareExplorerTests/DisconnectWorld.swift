import BoardHAL
import Firmware
import FirmwareExplorer

/// A device whose connection the application takes out while its line storms, on two processors.
final class DisconnectWorld: World {
  /// What the routines say of themselves.
  final class Watch {
    var isQuiet = false
    var served = 0
    var delivered = 0
    var late = 0

    func noteRun() {
      if isQuiet { late += 1 }
    }
  }

  struct Stormed: InterruptDriven {
    struct LineState { let watch: Watch }
    typealias Source = EdgeSource

    let watch: Watch

    static func service(
      _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout LineState
    ) -> Service<Bool> {
      guard interrupt.acknowledge() != nil else { return .notMine }
      line.watch.served += 1
      line.watch.noteRun()
      return .deferred(true)
    }

    mutating func deferred(
      _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<Stormed>
    ) {
      watch.delivered += batch.count + batch.lost
      context.withLine { $0.watch.noteRun() }
      watch.noteRun()
    }
  }

  let firmware: Firmware
  private let watch = Watch()
  private let line: LineID
  private var connection: Connection?

  init() throws {
    firmware = Firmware(on: QuietBoard(), limits: .tiny(lines: 1, devices: 1, processors: 2))
    let added = try firmware.add(Stormed(watch: watch), named: "stormed")
    try added.registerDeferredCall(processor: 1)
    let connection = try added.connect(
      to: .software("line"), level: 5, state: Stormed.LineState(watch: watch))
    line = connection.lines[0]
    self.connection = consume connection
    _ = try added.start()
  }

  /// Stream 0 is edges, stream 1 takes the connection out.
  func arrive(_ number: Int, of stream: Int) {
    guard stream == 1 else {
      _ = firmware.latch(.edge(EdgeRecord(number: number + 1)), on: line)
      return
    }
    connection.take()?.disconnect()
    watch.isQuiet = true
  }

  func mix(into fingerprint: inout Fingerprint) {
    fingerprint.mix(watch.served << 16 | watch.delivered << 8 | watch.late << 1)
    fingerprint.mix(watch.isQuiet ? 1 : 0)
  }

  var verdict: String? {
    if watch.late > 0 { return "\(watch.late) routines ran after the connection had gone quiet" }
    return watch.delivered == watch.served
      ? nil : "\(watch.served) edges were served, \(watch.delivered) reached the deferred call"
  }
}
