// test: S0-08 what binds lines is a new connection
// expect: compiles

import BoardHAL
import Firmware

func change(
  _ connection: inout Connection, of button: borrowing AddedDevice<Button>
) throws(FirmwareError) {
  connection = try button.connect(
    to: .software("other"), level: 4, state: Button.LineState())
}
