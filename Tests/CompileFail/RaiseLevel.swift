// test: L24 a level is raised for as long as a closure runs
// expect: compiles

import BoardHAL
import Firmware

func change(_ firmware: Firmware) {
  firmware.raised(to: Level.dispatch) {}
}
