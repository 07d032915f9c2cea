// test: S2-03 sending the interrupt token to another thread is refused
// expect: error: InterruptContext

import BoardHAL
import Firmware

func send(_ work: @Sendable () -> Void) {}

func keep(_ interrupt: borrowing InterruptContext<EdgeSource>) {
  let edge = interrupt.acknowledge()
  send { _ = edge }
  send { _ = interrupt.line }
}
