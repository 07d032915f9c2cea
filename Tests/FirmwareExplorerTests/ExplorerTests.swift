import FirmwareExplorer
import Testing

/// The search itself.
@Suite struct `Explorer of schedules` {
  private static func explorer(edges: Int = 2, preemptions: Int = 2) -> Explorer<TwoLineWorld> {
    Explorer(
      streams: TwoLineWorld.streams(edges: edges), bounds: Bounds(preemptions: preemptions)
    ) {
      try TwoLineWorld(edges: edges)
    }
  }

  @Test(
    "L97 every schedule of two lines on two processors is tried, up to a bound",
    arguments: [(2, 0), (2, 1), (1, 2)])
  func exhausted(edges: Int, preemptions: Int) throws {
    let result = try Self.explorer(edges: edges, preemptions: preemptions).exhaust()
    print("two lines, two processors, \(edges) edges each, \(preemptions) interruptions: \(result)")
    #expect(result.isExhausted, "\(result)")
    #expect(result.failure == nil, "\(result)")
    #expect(result.states >= 16)
  }

  @Test func `exploring twice counts the same`() throws {
    let first = try Self.explorer(preemptions: 1).exhaust()
    let second = try Self.explorer(preemptions: 1).exhaust()
    #expect(first.description == second.description)
  }

  @Test func `a schedule gives the same trace each time, byte for byte`() throws {
    for text in ["c2.", "c2.1", "c2.11", "c2.0011", "c2.00001"] {
      let schedule = try #require(Schedule(text))
      let first = try Self.explorer().replay(schedule)
      let second = try Self.explorer().replay(schedule)
      #expect(first.failure == nil, "\(first.story)")
      #expect(!first.trace.isEmpty)
      #expect(first.trace == second.trace)
      #expect(first.story == second.story)
    }
  }

  @Test func `a schedule of another world is refused, not followed half way`() throws {
    let schedule = try #require(Schedule("c2.zzz"))
    let failure = try #require(try Self.explorer().replay(schedule).failure)
    #expect(failure.words == "the schedule does not fit this world")
  }

  @Test func `L97 the same seed draws the same schedules`() throws {
    let first = try Self.explorer(edges: 4).sample(500, seed: 7)
    let second = try Self.explorer(edges: 4).sample(500, seed: 7)
    #expect(first.failure == nil, "\(first)")
    #expect(first.description == second.description)
  }

  @Test("L97 random schedules find a planted mistake, name their seed, and replay to it")
  func sampled() throws {
    let explorer = Explorer(streams: [Stream("edges", count: 3)]) {
      try PlantedWorld<LateFlag>(edges: 3)
    }
    let result = try explorer.sample(10_000, seed: 1)
    let failure = try #require(result.failure)
    #expect(result.description.contains("seed 1"))
    #expect(try explorer.replay(failure.schedule).failure?.words == failure.words)
  }

  @Test(arguments: ["c2.", "c0.1", "c3.0~12~102", "c2.z", "c10.0~5~1"])
  func `a schedule is its text`(text: String) throws {
    #expect(try #require(Schedule(text)).description == text)
  }

  @Test(arguments: [
    "", "a2.0", "c.0", "c2", "c2.!", "c2.0~", "c2.0~x~", "c2.0~99999999999~", "c-1.",
  ])
  func `what is no schedule is refused`(text: String) {
    #expect(Schedule(text) == nil)
  }

  @Test func `what comes during a service is served after it`() throws {
    let result = try Explorer(
      streams: [Stream("changes", count: 3)], bounds: Bounds(preemptions: 3)
    ) {
      try RaisedWorld()
    }.exhaust()
    #expect(result.isExhausted, "\(result)")
  }

  @Test func `a failure tells its schedule and what happened`() throws {
    let explorer = Explorer(streams: [Stream("edges", count: 2)]) {
      try PlantedWorld<OneSlot>(edges: 2)
    }
    let text = try explorer.exhaust().description
    #expect(text.contains("schedule c2."))
    #expect(text.contains("processor 0: device serves line at level 5"))
  }
}
