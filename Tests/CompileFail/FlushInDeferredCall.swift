// test: L18 L95 flushing deferred calls in a deferred call is refused
// expect: error: has no member 'flushDeferredCalls'

import BoardHAL
import Firmware

func flush(_ context: borrowing DispatchContext<Button>) {
  context.flushDeferredCalls()
}
