// test: S2-03 returning the interrupt token is refused
// expect: error: cannot be consumed

import BoardHAL
import Firmware

func keep(_ interrupt: borrowing InterruptContext<EdgeSource>) -> InterruptContext<EdgeSource> {
  interrupt
}
