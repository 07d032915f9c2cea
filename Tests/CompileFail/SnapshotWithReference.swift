// test: a snapshot that holds a reference is refused
// expect: error: conform to protocol 'BitwiseCopyable'
// expect: error: conform to protocol 'InterruptDriven'

import BoardHAL
import Firmware

final class Note: Sendable {}

struct Bell: InterruptDriven {
  struct Snapshot: Sendable {
    let edge: EdgeRecord
    let extra: Note
  }

  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout NoLineState
  ) -> Service<Snapshot> {
    .notMine
  }

  mutating func deferred(
    _ batch: borrowing Batch<Snapshot>, _ context: borrowing DispatchContext<Bell>
  ) {}
}
