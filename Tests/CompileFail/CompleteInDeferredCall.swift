// test: L20 a deferred call may complete requests instead of sleeping
// expect: compiles

import BoardHAL
import Firmware

/// What ending a request looks like.
func end(_ proof: borrowing some MayComplete & ~Copyable) {}

func handle(_ context: borrowing DispatchContext<Button>) {
  end(context)
}
