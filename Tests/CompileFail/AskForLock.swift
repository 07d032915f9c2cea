// test: L32 asking whether a line's lock is held is allowed
// expect: compiles

import BoardHAL
import Firmware

func isFree(_ lock: InterruptLock) -> Bool {
  !lock.isHeld
}
