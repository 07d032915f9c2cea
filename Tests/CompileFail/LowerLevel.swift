// test: L24 L95 lowering the level is refused
// expect: error: has no member 'lower'

import BoardHAL
import Firmware

func change(_ firmware: Firmware) {
  firmware.lower(to: Level.dispatch) {}
}
