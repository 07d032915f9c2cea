// test: code at passive level may sleep
// expect: compiles

import BoardHAL
import Firmware

func handle(_ token: borrowing PassiveContext) {
  sleep(for: .milliseconds(1), token)
}
