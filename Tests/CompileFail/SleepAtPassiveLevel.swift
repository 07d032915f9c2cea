// test: code at passive level may sleep
// expect: compiles

import BoardHAL
import Firmware

/// What waiting looks like: it asks for the proof that waiting is allowed.
func sleep(for time: Nanoseconds, _ proof: borrowing some MayBlock & ~Copyable) {}

func handle(_ token: borrowing PassiveContext) {
  sleep(for: .milliseconds(1), token)
}
