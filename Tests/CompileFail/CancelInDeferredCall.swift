// test: L19 waiting for a cancelled call in a deferred call is refused
// expect: error: cannot convert value of type 'DispatchContext<Button>'

import BoardHAL
import Firmware

func cancel(_ device: StartedDevice<Button>, _ context: borrowing DispatchContext<Button>) {
  _ = device.cancelDeferredCall(0, context)
}
