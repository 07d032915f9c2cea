// test: L13 a device with a serial deferred call cannot be registered as concurrent
// expect: error: requires that 'Button' conform to 'ConcurrentDriven'

import BoardHAL
import Firmware

func register(_ device: borrowing AddedDevice<Button>) throws {
  try device.registerConcurrentDeferredCall()
}
