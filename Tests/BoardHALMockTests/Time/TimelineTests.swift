import BoardHAL
import Testing

@testable import BoardHALMock

@Suite struct TimelineTests {
  @Test func `what is sooner comes first`() {
    var timeline = Timeline<Int>()
    for time in [30, 10, 20, 50, 40] {
      timeline.insert(time, at: .milliseconds(Int64(time)))
    }
    #expect(timeline.takeAll() == [10, 20, 30, 40, 50])
  }

  @Test func `at one instant the order of insertion stays`() {
    var timeline = Timeline<Int>()
    for number in 0..<100 { timeline.insert(number, at: .milliseconds(1)) }
    #expect(timeline.takeAll() == Array(0..<100))
  }

  @Test func `nothing is taken before its time`() {
    var timeline = Timeline<Int>()
    timeline.insert(1, at: .milliseconds(5))
    #expect(timeline.takeNext(upTo: .milliseconds(4)) == nil)
    #expect(timeline.nextTime == .milliseconds(5))
    #expect(timeline.takeNext(upTo: .milliseconds(5))?.happening == 1)
    #expect(timeline.nextTime == nil)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `takes in the order of a stable sort`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var timeline = Timeline<Int>()
    var model: [(time: BoardInstant, number: Int)] = []
    for number in 0..<500 {
      let time = BoardInstant.milliseconds(Int64(generator.next(below: 50)))
      timeline.insert(number, at: time)
      model.append((time, number))
    }
    model.sort { ($0.time, $0.number) < ($1.time, $1.number) }
    #expect(timeline.takeAll() == model.map(\.number))
  }
}

extension Timeline {
  fileprivate mutating func takeAll() -> [Happening] {
    var taken: [Happening] = []
    while let entry = takeNext(upTo: .seconds(1)) { taken.append(entry.happening) }
    return taken
  }
}
