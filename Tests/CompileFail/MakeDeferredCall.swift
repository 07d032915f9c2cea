// test: S1-03 making a deferred call by hand is refused
// expect: error: inaccessible

import Firmware

func make() {
  _ = DeferredCallInfo(
    device: "disk", number: 0, state: .idle, importance: .medium, processor: 0,
    counters: DeferredCounters())
}
