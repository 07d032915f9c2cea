// test: L22 a deferred call asks the watchdog
// expect: compiles

import BoardHAL
import Firmware

func look(_ context: borrowing DispatchContext<Button>) -> Bool {
  context.watchdog != nil
}
