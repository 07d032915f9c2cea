// test: S3-10 S3-11 a service routine that takes the token of another role is refused
// expect: error: does not conform to protocol 'InterruptDriven'

import BoardHAL
import Firmware

struct Bell: InterruptDriven {
  static func service(
    _ token: borrowing PassiveContext, _ line: inout NoLineState
  ) -> Service<EdgeRecord> {
    .claimed
  }

  mutating func deferred(
    _ batch: borrowing Batch<EdgeRecord>, _ context: borrowing DispatchContext<Bell>
  ) {}
}
