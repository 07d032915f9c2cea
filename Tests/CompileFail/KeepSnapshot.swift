// test: S1-13 keeping a snapshot of it is not
// expect: compiles

import BoardHAL
import Firmware

func keep(_ batch: borrowing Batch<EdgeRecord>) -> EdgeRecord {
  batch[0]
}
