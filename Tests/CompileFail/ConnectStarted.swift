// test: L50 connecting a device that has been started is refused
// expect: error: 'button' used after consume

import BoardHAL
import Firmware

func start(_ button: consuming AddedDevice<Button>) throws(FirmwareError) {
  _ = try button.start()
  try button.connect(to: .software("bell"), level: 4, state: Button.LineState()).keep()
}
