// test: S0-08 a connection tells its lines
// expect: compiles

import BoardHAL
import Firmware

func change(_ connection: borrowing Connection) -> Int {
  _ = connection.lines
  return connection.lines.count
}
