// test: L36 a request is completed after the line's lock is released
// expect: compiles

import BoardHAL
import Firmware

func end(
  _ request: consuming Request<NoOperation>, _ context: borrowing DispatchContext<Button>
) {
  context.withLine { $0.edges = 0 }
  request.complete(.success, context)
}
