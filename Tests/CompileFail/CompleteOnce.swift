// test: L36 a request is completed once
// expect: compiles

import Firmware

func end(_ request: consuming Request<NoOperation>, _ context: borrowing PassiveContext) {
  _ = request.id
  request.complete(.success, context)
}
