// test: S3-10 a service routine takes the interrupt token
// expect: compiles

import BoardHAL
import Firmware

struct Bell: InterruptDriven {
  static func service(
    _ token: borrowing InterruptContext<EdgeSource>, _ line: inout NoLineState
  ) -> Service<EdgeRecord> {
    .claimed
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Bell>
  ) {}
}
