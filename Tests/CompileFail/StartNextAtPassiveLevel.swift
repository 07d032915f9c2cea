// test: L41 L95 letting a device's next request begin is refused below dispatch level
// expect: error: has no member 'startNext'

import Firmware

func goOn(_ context: borrowing PassiveContext) {
  context.startNext()
}
