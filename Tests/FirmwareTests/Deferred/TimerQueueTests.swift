import BoardHAL
import BoardHALMock
import Testing

@testable import Firmware

@Suite struct `The queue of timers` {
  @Test func `gives timers in the order of their deadlines, and not before`() {
    var queue = TimerQueue(capacity: 4)
    for (timer, deadline) in [30, 10, 40, 20].enumerated() { queue.arm(timer, at: deadline) }
    #expect(queue.nextDeadline == .at(10))
    #expect(queue.takeAll(at: 9) == [])
    #expect(queue.takeAll(at: 30) == [1, 3, 0])
    #expect(queue.nextDeadline == .at(40))
  }

  @Test func `equal deadlines go by number`() {
    var queue = TimerQueue(capacity: 4)
    for timer in [2, 0, 3, 1] { queue.arm(timer, at: 5) }
    #expect(queue.takeAll(at: 5) == [0, 1, 2, 3])
  }

  @Test func `arming again moves a timer`() {
    var queue = TimerQueue(capacity: 2)
    queue.arm(0, at: 10)
    queue.arm(1, at: 20)
    queue.arm(0, at: 30)
    #expect(queue.takeAll(at: 25) == [1])
    queue.arm(0, at: 26)
    #expect(queue.takeAll(at: 26) == [0])
  }

  @Test func `a cancelled timer does not run out, and cancelling twice is harmless`() {
    var queue = TimerQueue(capacity: 3)
    for timer in 0..<3 { queue.arm(timer, at: 10 + timer) }
    queue.cancel(1)
    queue.cancel(1)
    #expect((0..<3).map { queue.isRunning($0) } == [true, false, true])
    #expect(queue.takeAll(at: 99) == [0, 2])
    #expect(queue.nextDeadline == nil)
  }

  @Test func `L27 a periodic timer runs on, and what was missed is counted, not repeated`() {
    var queue = TimerQueue(capacity: 1)
    queue.arm(0, deadline: .at(10), period: .nanoseconds(10))
    #expect(queue.takeExpired(at: .at(10)).map { $0.periods } == 1)
    #expect(queue.nextDeadline == .at(20))
    #expect(queue.takeExpired(at: .at(49)).map { $0.periods } == 3)
    #expect(queue.nextDeadline == .at(50))
    #expect(queue.takeExpired(at: .at(49)) == nil)
  }

  @Test("do what a sorted array does; BOARD_SEED repeats one seed", arguments: Seeds.first(200))
  func model(seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    let capacity = 1 + Int(dice.next(below: 12))
    var queue = TimerQueue(capacity: capacity)
    var model: [(deadline: Int64, timer: Int, period: Int64)] = []
    var now: Int64 = 0
    for step in 1...500 {
      let timer = Int(dice.next(below: UInt64(capacity)))
      switch dice.next(below: 4) {
      case 0, 1:
        let deadline = now + Int64(dice.next(below: 50))
        let period = dice.next(below: 3) == 0 ? Int64(1 + dice.next(below: 20)) : 0
        queue.arm(timer, deadline: .at(deadline), period: Nanoseconds(period))
        model.removeAll { $0.timer == timer }
        model.append((deadline, timer, period))
      case 2:
        queue.cancel(timer)
        model.removeAll { $0.timer == timer }
      default:
        now += Int64(dice.next(below: 30))
      }
      model.sort { ($0.deadline, $0.timer) < ($1.deadline, $1.timer) }
      let taken = queue.takeExpired(at: .at(now))
      var expected: (timer: Int, periods: Int)?
      if let first = model.first, first.deadline <= now {
        var periods = 1
        model.removeFirst()
        if first.period > 0 {
          var next = first.deadline + first.period
          while next <= now {
            next += first.period
            periods += 1
          }
          model.append((next, first.timer, first.period))
          model.sort { ($0.deadline, $0.timer) < ($1.deadline, $1.timer) }
        }
        expected = (first.timer, periods)
      }
      let running = (0..<capacity).map { queue.isRunning($0) }
      let expectedRunning = (0..<capacity).map { number in
        model.contains { $0.timer == number }
      }
      guard taken?.timer == expected?.timer, taken?.periods == expected?.periods,
        queue.nextDeadline == model.first.map({ .at($0.deadline) }), running == expectedRunning
      else {
        Issue.record("BOARD_SEED=\(seed), step \(step): \(taken as Any), \(expected as Any)")
        return
      }
    }
  }
}

extension BoardInstant {
  /// The instant with this number of nanoseconds.
  fileprivate static func at(_ nanoseconds: Int64) -> BoardInstant {
    BoardInstant(nanoseconds: nanoseconds)
  }
}

extension TimerQueue {
  fileprivate mutating func arm(_ timer: Int, at deadline: Int) {
    arm(timer, deadline: .at(Int64(deadline)), period: .zero)
  }

  fileprivate mutating func takeAll(at now: Int64) -> [Int] {
    var taken: [Int] = []
    while let expired = takeExpired(at: .at(now)) { taken.append(expired.timer) }
    return taken
  }
}
