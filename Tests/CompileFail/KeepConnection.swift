// test: a connection is kept once
// expect: compiles

import Firmware

func keep(_ connection: consuming Connection) {
  let lines = connection.lines
  _ = lines
  connection.keep()
}
