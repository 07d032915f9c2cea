// test: L20 a deferred call may complete requests instead of sleeping
// expect: compiles

import BoardHAL
import Firmware

/// What waiting looks like: it asks for the proof that waiting is allowed.
func sleep(for time: Nanoseconds, _ proof: borrowing some MayBlock & ~Copyable) {}

/// What ending a request looks like.
func end(_ proof: borrowing some MayComplete & ~Copyable) {}

func handle(_ context: borrowing DispatchContext<Button>) {
  end(context)
}
