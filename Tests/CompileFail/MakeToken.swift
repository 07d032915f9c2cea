// test: S2-08 making a token of another level is refused
// expect: error: inaccessible

import Firmware

func pretend(_ firmware: Firmware) {
  _ = PassiveContext(firmware: firmware)
}
