// test: S2-08 tokens are given by the framework
// expect: compiles

import Firmware

func pretend(_ firmware: Firmware) {
  firmware.onEvent = { _, passive in _ = passive.level }
}
