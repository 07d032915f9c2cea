// test: S1-01 a deferred call is registered on a device
// expect: compiles

import Firmware

func register(_ firmware: Firmware, _ lamp: consuming Lamp) throws(FirmwareError) {
  try firmware.add(lamp, named: "lamp").registerDeferredCall()
}

struct Lamp: Device {}
