// test: L36 L96 taking a request into a line's critical section to complete it is refused
// expect: error: closure capture 'request'

import BoardHAL
import Firmware

func end(
  _ request: consuming Request<NoOperation>, _ context: borrowing DispatchContext<Button>
) {
  context.withLine { _ in request.complete(.success, context) }
}
