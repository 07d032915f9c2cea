// test: S2-03 storing the record is not
// expect: compiles

import BoardHAL
import Firmware

struct Shelf: ~Copyable {
  var kept: EdgeRecord?
}

func keep(_ interrupt: borrowing InterruptContext<EdgeSource>, on shelf: inout Shelf) {
  shelf.kept = interrupt.acknowledge()
}
