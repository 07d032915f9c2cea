// test: S1-03 the firmware makes the deferred call of a device
// expect: compiles

import Firmware

func make(_ firmware: Firmware, _ device: DeviceID) {
  _ = firmware.deferredCall(of: device)
}
