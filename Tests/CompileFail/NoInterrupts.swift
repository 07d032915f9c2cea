// test: S2-01 a device without interrupts needs no service routine
// expect: compiles

import Firmware

struct Bell: Device {
  typealias Snapshot = Int

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Bell>
  ) {}
}
