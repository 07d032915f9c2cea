// test: S0-08 binding a connection to other lines is refused
// expect: error: 'lines' is a 'let' constant

import BoardHAL
import Firmware

func change(
  _ connection: inout Connection, of button: borrowing AddedDevice<Button>
) throws(FirmwareError) {
  connection.lines = []
}
