// test: L50 a device is connected before it is started
// expect: compiles

import BoardHAL
import Firmware

func start(_ button: consuming AddedDevice<Button>) throws(FirmwareError) {
  try button.connect(to: .software("bell"), level: 4, state: Button.LineState()).keep()
  _ = try button.start()
}
