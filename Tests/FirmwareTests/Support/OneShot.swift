import BoardHAL
import Firmware

/// A device that carries out one operation at a time and says by an interrupt that it is done.
struct OneShot: InterruptDriven {
  struct Operation: BitwiseCopyable, Sendable {
    var number: Int
  }

  typealias Source = BareSource

  var interrupts = 0
  var begun: [Int] = []
  var unsolicited = 0

  static func service(
    _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
  ) -> Service<Int> {
    .deferred(1)
  }

  mutating func begin(
    _ request: RequestID, _ operation: Operation, _ context: borrowing DispatchContext<OneShot>
  ) {
    begun.append(operation.number)
  }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<OneShot>
  ) {
    interrupts += batch.count
    guard let request = context.takeCurrentRequest() else {
      unsolicited += 1
      return
    }
    let number = request.operation.number
    context.startNext()
    request.complete(number % 2 == 0 ? .failed : .success, information: number, context)
  }
}
