// test: L32 L96 taking a line's lock without a scope is refused
// expect: error: 'lock' is inaccessible

import BoardHAL
import Firmware

func hold(_ lock: InterruptLock) {
  unsafe lock.lock.pointee.acquire(for: 0)
}
