// test: L07 a passive connection takes no interrupt lock
// expect: error: has no member 'lock'

import Firmware

func options() -> PassiveOptions {
  var options = PassiveOptions()
  options.lock = InterruptLock()
  return options
}
