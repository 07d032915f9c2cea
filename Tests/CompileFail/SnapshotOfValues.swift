// test: a snapshot is plain values
// expect: compiles

import BoardHAL
import Firmware

final class Note: Sendable {}

struct Bell: InterruptDriven {
  struct Snapshot: Sendable, BitwiseCopyable {
    let edge: EdgeRecord
    let extra: Int
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
