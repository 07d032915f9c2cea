// test: S1-01 registering a deferred call without a device is refused
// expect: error: has no member 'registerDeferredCall'

import Firmware

func register(_ firmware: Firmware, _ lamp: consuming Lamp) throws(FirmwareError) {
  try firmware.registerDeferredCall()
}

struct Lamp: Device {}
