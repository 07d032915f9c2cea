// test: L19 waiting for a cancelled call at passive level is allowed
// expect: compiles

import BoardHAL
import Firmware

func cancel(_ device: StartedDevice<Button>, _ context: borrowing PassiveContext) {
  _ = device.cancelDeferredCall(0, context)
}
