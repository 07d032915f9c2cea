// test: L64 a service routine at device level cannot answer that a work item follows
// expect: error: has no member 'work'

import BoardHAL
import Firmware

func answer(_ edge: EdgeRecord) -> Service<EdgeRecord> {
  .work(edge)
}
