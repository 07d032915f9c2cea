// test: L22 asking the watchdog of deferred calls at passive level is refused
// expect: error: has no member 'watchdog'

import BoardHAL
import Firmware

func look(_ context: borrowing PassiveContext) -> Bool {
  context.watchdog != nil
}
