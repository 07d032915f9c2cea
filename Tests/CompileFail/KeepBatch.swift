// test: S1-13 keeping the batch of a deferred call is refused
// expect: error: cannot be consumed

import BoardHAL
import Firmware

func keep(_ batch: borrowing Batch<EdgeRecord>) -> Batch<EdgeRecord> {
  batch
}
