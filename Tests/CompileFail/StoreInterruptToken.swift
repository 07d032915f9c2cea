// test: S2-03 storing the interrupt token is refused
// expect: error: consum

import BoardHAL
import Firmware

struct Shelf: ~Copyable {
  var kept: InterruptContext<EdgeSource>?
}

func keep(_ interrupt: borrowing InterruptContext<EdgeSource>, on shelf: inout Shelf) {
  shelf.kept = interrupt
}
