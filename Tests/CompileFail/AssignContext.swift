// test: S0-08 assigning a new context to a connection is refused
// expect: error: context

import BoardHAL
import Firmware

func change(_ connection: borrowing Connection) -> Int {
  connection.context = Button.LineState()
  return connection.lines.count
}
