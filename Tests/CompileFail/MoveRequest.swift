// test: S0-04 a request has one owner at a time
// expect: compiles

import Firmware

func end(_ request: consuming Request<NoOperation>, _ context: borrowing PassiveContext) {
  let mine = request
  mine.complete(.success, context)
  _ = context.level
}
