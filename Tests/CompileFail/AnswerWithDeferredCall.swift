// test: L64 a service routine at device level answers that a deferred call follows
// expect: compiles

import BoardHAL
import Firmware

func answer(_ edge: EdgeRecord) -> Service<EdgeRecord> {
  .deferred(edge)
}
