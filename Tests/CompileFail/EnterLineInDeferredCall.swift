// test: L78 a deferred call takes its line's lock
// expect: compiles

import BoardHAL
import Firmware

func forget(_ context: borrowing DispatchContext<Button>) {
  context.withLine { (line: inout Button.LineState) in line.edges = 0 }
}
