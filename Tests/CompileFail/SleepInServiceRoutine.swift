// test: S2-03 S2-08 S4-06 sleeping in a service routine is refused
// expect: error: conform to 'MayBlock'

import BoardHAL
import Firmware

/// What waiting looks like: it asks for the proof that waiting is allowed.
func sleep(for time: Nanoseconds, _ proof: borrowing some MayBlock & ~Copyable) {}

func handle(_ token: borrowing InterruptContext<EdgeSource>) {
  sleep(for: .milliseconds(1), token)
}
