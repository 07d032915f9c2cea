// test: S1-03 making a deferred call by hand is refused
// expect: error: inaccessible

import Firmware

func make(_ firmware: Firmware, _ device: DeviceID) {
  _ = DeferredCallID(0)
}
