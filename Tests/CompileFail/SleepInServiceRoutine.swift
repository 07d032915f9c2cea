// test: S2-03 S2-08 S4-06 sleeping in a service routine is refused
// expect: error: conform to 'MayBlock'

import BoardHAL
import Firmware

func handle(_ token: borrowing InterruptContext<EdgeSource>) {
  sleep(for: .milliseconds(1), token)
}
