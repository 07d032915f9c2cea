// test: S2-03 sending the record to another thread is not
// expect: compiles

import BoardHAL
import Firmware

func send(_ work: @Sendable () -> Void) {}

func keep(_ interrupt: borrowing InterruptContext<EdgeSource>) {
  let edge = interrupt.acknowledge()
  send { _ = edge }
  send { _ = edge?.value }
}
