// test: S0-04 a deferred call may post
// expect: compiles

import BoardHAL
import Firmware

func ask(_ device: DeviceID, _ token: borrowing DispatchContext<Button>) {
  _ = token.post(0, to: device)
}
