// test: L78 a service routine, which has its line's lock, cannot take it again
// expect: error: has no member 'withLine'

import BoardHAL
import Firmware

func forget(_ context: borrowing InterruptContext<EdgeSource>) {
  context.withLine { (line: inout Button.LineState) in line.edges = 0 }
}
