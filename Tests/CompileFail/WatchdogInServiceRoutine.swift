// test: L22 asking the watchdog of deferred calls in a service routine is refused
// expect: error: has no member 'watchdog'

import BoardHAL
import Firmware

func look(_ interrupt: borrowing InterruptContext<EdgeSource>) -> Bool {
  interrupt.watchdog != nil
}
