import BoardHAL

/// The timers that run, soonest first: a binary heap of fixed size.
///
/// A timer keeps its place in the heap, so re-arming and cancelling cost the logarithm of the
/// number of running timers and allocate nothing.
struct TimerQueue: ~Copyable {
  struct Timer {
    var deadline = BoardInstant.start
    /// The time between expirations, or zero for a timer that runs once.
    var period = Nanoseconds.zero
    /// Index in the heap, or -1 while the timer does not run.
    var place: Int32 = -1
  }

  private var timers: FixedArray<Timer>
  private var heap: FixedArray<Int32>
  private var count = 0

  init(capacity: Int) {
    timers = FixedArray(repeating: Timer(), count: capacity)
    heap = FixedArray(repeating: -1, count: capacity)
  }

  /// True while any timer runs.
  var isRunning: Bool { count != 0 }

  /// When the next timer runs out, or nil while none runs.
  var nextDeadline: BoardInstant? {
    count == 0 ? nil : timers[Int(heap[0])].deadline
  }

  func isRunning(_ timer: Int) -> Bool { timers[timer].place >= 0 }

  /// Takes in which timers run, until when, and how often.
  func mix(into fingerprint: inout Fingerprint) {
    for place in 0..<count {
      let timer = Int(heap[place])
      fingerprint.mix(timer)
      fingerprint.mix(UInt64(bitPattern: timers[timer].deadline.nanoseconds))
      fingerprint.mix(UInt64(bitPattern: timers[timer].period.count))
    }
  }

  /// Starts a timer, or moves it when it runs already.
  mutating func arm(_ timer: Int, deadline: BoardInstant, period: Nanoseconds) {
    timers[timer].deadline = deadline
    timers[timer].period = period
    if timers[timer].place < 0 {
      timers[timer].place = Int32(count)
      heap[count] = Int32(timer)
      count += 1
    }
    settle(at: Int(timers[timer].place))
  }

  /// Stops a timer; harmless when it does not run.
  mutating func cancel(_ timer: Int) {
    let place = Int(timers[timer].place)
    guard place >= 0 else { return }
    timers[timer].place = -1
    count -= 1
    guard place < count else { return }
    let moved = heap[count]
    heap[place] = moved
    timers[Int(moved)].place = Int32(place)
    settle(at: place)
  }

  /// Takes a timer that has run out by `now`: which, and how many periods of it have passed.
  ///
  /// A periodic timer runs on; expirations that nobody took in time are counted, not repeated
  /// (row L27).
  mutating func takeExpired(at now: BoardInstant) -> (timer: Int, periods: Int)? {
    guard count > 0 else { return nil }
    let timer = Int(heap[0])
    let deadline = timers[timer].deadline
    guard deadline <= now else { return nil }
    let period = timers[timer].period
    guard period > .zero else {
      cancel(timer)
      return (timer, 1)
    }
    let periods = (now - deadline).count / period.count + 1
    timers[timer].deadline = deadline + period * periods
    settle(at: 0)
    return (timer, Int(periods))
  }

  /// Moves the timer at `place` up or down to where its deadline belongs.
  private mutating func settle(at start: Int) {
    var place = start
    while place > 0, isSooner(place, (place - 1) / 2) {
      swap(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
    while true {
      let left = 2 * place + 1
      guard left < count else { return }
      let right = left + 1
      let sooner = right < count && isSooner(right, left) ? right : left
      guard isSooner(sooner, place) else { return }
      swap(sooner, place)
      place = sooner
    }
  }

  /// Equal deadlines go by the timer's number, so that a run is the same each time.
  private func isSooner(_ first: Int, _ second: Int) -> Bool {
    let (one, two) = (heap[first], heap[second])
    let (early, late) = (timers[Int(one)].deadline, timers[Int(two)].deadline)
    return early == late ? one < two : early < late
  }

  private mutating func swap(_ first: Int, _ second: Int) {
    let (one, two) = (heap[first], heap[second])
    heap[first] = two
    heap[second] = one
    timers[Int(two)].place = Int32(first)
    timers[Int(one)].place = Int32(second)
  }
}
