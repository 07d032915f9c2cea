// test: copying a connection is refused
// expect: error: consumed more than once

import Firmware

func keep(_ connection: consuming Connection) {
  let other = connection
  other.disconnect()
  connection.keep()
}
