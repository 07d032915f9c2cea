import BoardHAL
import BoardHALMock

/// A mock board under the clock of a real one: time passes by itself, a little with each look at
/// the clock, and no two runs agree about it.
///
/// What a recording of real hardware is to the one who replays it, without the hardware.
final class RestlessBoard: ForwardingBackend {
  let base: MockBoard
  private var random: UInt64
  /// How far this clock is ahead of the mock's.
  private var ahead = Nanoseconds.zero

  init(_ base: MockBoard, seed: UInt64) {
    self.base = base
    random = seed
  }

  var capabilities: Capabilities {
    Capabilities(hasVirtualTime: false, hasSequenceNumbers: true, hasDebounce: false)
  }

  var now: BoardInstant {
    // Knuth's MMIX; of the high bits up to some microseconds.
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    ahead += Nanoseconds(Int64(random >> 33 & 0x1FFF))
    return base.now + ahead
  }

  func wait(until deadline: BoardInstant?) -> Bool {
    guard let deadline else { return base.wait(until: nil) }
    return base.wait(until: max(base.now, deadline + Nanoseconds(-ahead.count)))
  }
}
