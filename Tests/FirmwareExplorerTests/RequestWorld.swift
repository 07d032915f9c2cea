import BoardHAL
import Firmware
import FirmwareExplorer

/// A device that ends one request for each interrupt; the application submits and cancels.
final class RequestWorld: World {
  struct Worker: InterruptDriven {
    typealias Source = BareSource
    typealias Operation = Int

    var begun = 0
    var isAtWork = false
    var beganBusy = false

    static func service(
      _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
    ) -> Service<Bool> { .deferred(true) }

    mutating func begin(
      _ request: RequestID, _ operation: Int, _ context: borrowing DispatchContext<Worker>
    ) {
      if isAtWork { beganBusy = true }
      isAtWork = true
      begun += 1
    }

    mutating func deferred(
      _ batch: borrowing Batch<Bool>, _ context: borrowing DispatchContext<Worker>
    ) {
      end(.success, context)
    }

    mutating func cancel(_ request: RequestID, _ context: borrowing DispatchContext<Worker>) {
      end(.cancelled, context)
    }

    private mutating func end(_ status: RequestStatus, _ context: borrowing DispatchContext<Worker>)
    {
      guard let request = context.takeCurrentRequest() else { return }
      isAtWork = false
      context.withLine { _ in }
      context.startNext()
      request.complete(status, context)
    }
  }

  let firmware: Firmware
  private let device: StartedDevice<Worker>
  private let line: LineID
  private var asked: [RequestID] = []

  init() throws {
    firmware = Firmware(on: QuietBoard(), limits: .tiny(lines: 1, devices: 1, processors: 2))
    let added = try firmware.add(Worker(), named: "worker")
    try added.registerDeferredCall(processor: 1)
    line = try added.connect(to: .software("line"), level: 5).keep()[0]
    device = try added.start()
  }

  static let streams = [
    Stream("submit", count: 2, isApplication: true),
    Stream("cancel", count: 1, isApplication: true),
    Stream("done", count: 2),
  ]

  func arrive(_ number: Int, of stream: Int) {
    switch stream {
    case 0: if let id = device.submit(number) { asked.append(id) }
    case 1: device.cancel(asked[0])
    default: firmware.raise(line)
    }
  }

  /// There has to be something to cancel, and an interrupt for each request comes last.
  func isReady(_ stream: Int) -> Bool { stream == 0 || !asked.isEmpty }

  func mix(into fingerprint: inout Fingerprint) {
    device.inspect {
      fingerprint.mix($0.begun << 2 | ($0.isAtWork ? 1 : 0) | ($0.beganBusy ? 2 : 0))
    }
    fingerprint.mix(asked.count)
  }

  /// All of them, but what the device still works on or has waiting: an interrupt that came before
  /// there was anything to end has ended nothing, and that is no mistake.
  var submitted: Int {
    asked.count - (device.inspect { $0.isAtWork ? 1 : 0 }) - device.waitingRequests
  }

  var verdict: String? {
    device.inspect { $0.beganBusy } ? "a request began on a busy device" : nil
  }
}
