// test: L25 L96 a device is not taken out without the proof that its line is quiet
// expect: error: missing argument for parameter #1

import Firmware

func free(_ button: StartedDevice<Button>) throws(FirmwareError) {
  try button.remove()
}
