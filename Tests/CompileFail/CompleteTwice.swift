// test: L36 L96 completing a request twice is refused
// expect: error: consumed more than once

import Firmware

func end(_ request: consuming Request<NoOperation>, _ context: borrowing PassiveContext) {
  request.complete(.failed, context)
  request.complete(.success, context)
}
