// test: L07 a connection at device level takes an interrupt lock
// expect: compiles

import Firmware

func options() -> ConnectOptions {
  var options = ConnectOptions()
  options.lock = InterruptLock()
  return options
}
