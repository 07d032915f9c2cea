// test: S0-04 a request is completed by the deferred half
// expect: compiles

import Firmware

func end(_ request: consuming Request<NoOperation>, _ token: borrowing DispatchContext<Button>) {
  request.complete(.success, token)
}
