// test: L24 a token tells its level
// expect: compiles

import BoardHAL
import Firmware

func change(_ context: borrowing DispatchContext<Button>) -> Level {
  _ = context.level
  return context.level
}
