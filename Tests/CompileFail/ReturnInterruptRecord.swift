// test: S2-03 what a service routine may keep is the record
// expect: compiles

import BoardHAL
import Firmware

func keep(_ interrupt: borrowing InterruptContext<EdgeSource>) -> EdgeRecord? {
  interrupt.acknowledge()
}
