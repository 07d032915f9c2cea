// test: L41 L95 a deferred call lets its device's next request begin
// expect: compiles

import Firmware

func goOn(_ context: borrowing DispatchContext<Button>) {
  context.startNext()
}
