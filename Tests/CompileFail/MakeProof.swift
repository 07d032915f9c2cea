// test: L25 a proof of quiet cannot be made by hand
// expect: error: initializer is inaccessible

import Firmware

func free(_ button: StartedDevice<Button>) throws(FirmwareError) {
  try button.remove(Quiesced(device: button.id, epoch: 0))
}
