// test: S0-04 S2-03 completing a request in a service routine is refused
// expect: error: conform to 'MayComplete'

import Firmware

func end(_ request: consuming Request<NoOperation>, _ token: borrowing InterruptContext<EdgeSource>)
{
  request.complete(.success, token)
}
