// test: L20 L95 sleeping in a deferred call is refused
// expect: error: conform to 'MayBlock'

import BoardHAL
import Firmware

/// What ending a request looks like.
func end(_ proof: borrowing some MayComplete & ~Copyable) {}

func handle(_ context: borrowing DispatchContext<Button>) {
  sleep(for: .milliseconds(1), context)
}
