// test: L24 L95 assigning a level to a token is refused
// expect: error: level

import BoardHAL
import Firmware

func change(_ context: borrowing DispatchContext<Button>) -> Level {
  context.level = .passive
  return context.level
}
