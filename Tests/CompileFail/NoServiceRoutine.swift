// test: S2-01 a device that interrupts and has no service routine is refused
// expect: error: does not conform to protocol 'InterruptDriven'

import Firmware

struct Bell: InterruptDriven {
  typealias Snapshot = Int

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Bell>
  ) {}
}
