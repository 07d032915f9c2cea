// test: L25 a device is taken out against the proof that disconnecting returns
// expect: compiles

import Firmware

func free(
  _ button: StartedDevice<Button>, _ connection: consuming Connection
) throws(FirmwareError) {
  try button.remove(connection.disconnect())
}
