// test: L18 flushing deferred calls at passive level is allowed
// expect: compiles

import BoardHAL
import Firmware

func flush(_ context: borrowing PassiveContext) {
  context.flushDeferredCalls()
}
