// test: L13 a device with a static deferred call can be registered as concurrent
// expect: compiles

import BoardHAL
import Firmware

struct Anywhere: ConcurrentDriven {
  static func service(
    _ interrupt: borrowing InterruptContext<EdgeSource>, _ line: inout NoLineState
  ) -> Service<Int> { .claimed }

  static func deferredAnywhere(
    _ batch: borrowing Batch<Int>, _ context: borrowing ConcurrentContext<Anywhere>
  ) {}
}

func register(_ device: borrowing AddedDevice<Anywhere>) throws {
  try device.registerConcurrentDeferredCall()
}
