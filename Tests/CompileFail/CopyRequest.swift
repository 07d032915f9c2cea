// test: S0-04 copying a request is refused
// expect: error: consumed more than once

import Firmware

func end(_ request: consuming Request<NoOperation>, _ context: borrowing PassiveContext) {
  let mine = request
  mine.complete(.success, context)
  request.complete(.success, context)
}
