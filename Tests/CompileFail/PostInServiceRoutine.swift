// test: S0-04 S2-03 posting an action from a service routine is refused
// expect: error: has no member 'post'

import BoardHAL
import Firmware

func ask(_ device: DeviceID, _ token: borrowing InterruptContext<EdgeSource>) {
  _ = token.post(0, to: device)
}
