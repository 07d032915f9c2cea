import Firmware
import FirmwareExplorer
import Testing

/// What happens to devices from several sides at once: under every schedule within the bound.
@Suite struct `Crossing routines` {
  @Test func `two routines that see each other's first half are found`() throws {
    let explorer = Explorer(
      streams: [Stream("left", count: 1), Stream("right", count: 1)], bounds: Bounds(preemptions: 2)
    ) {
      try PoliteWorld()
    }
    let failure = try #require(try explorer.exhaust().failure)
    #expect(failure.words == "both gave way")
    #expect(failure.story.contains("back in the middle of processor 0's routine"))
    let schedule = try #require(Schedule(failure.schedule.description))
    #expect(try explorer.replay(schedule).failure?.words == failure.words)
  }

  @Test func `one interruption does not suffice for that`() throws {
    let result = try Explorer(
      streams: [Stream("left", count: 1), Stream("right", count: 1)], bounds: Bounds(preemptions: 1)
    ) {
      try PoliteWorld()
    }.exhaust()
    #expect(result.isExhausted && result.failure == nil, "\(result)")
  }

  @Test func `a script's routines cross too`() throws {
    let explorer = Explorer(streams: [], bounds: Bounds(preemptions: 2)) { try PoliteScript() }
    let failure = try #require(try explorer.exhaust().failure)
    #expect(failure.words == "both gave way")
    #expect(failure.story.contains("back in the middle of processor 0's routine"))
    let schedule = try #require(Schedule(failure.schedule.description))
    #expect(try explorer.replay(schedule).failure?.words == failure.words)
  }

  @Test func `a script without crossing goes well, and is exhausted`() throws {
    let result = try Explorer(streams: [], bounds: Bounds(preemptions: 1)) { try PoliteScript() }
      .exhaust()
    #expect(result.isExhausted && result.failure == nil, "\(result)")
    #expect(result.schedules > 2)
  }

  @Test("L05 L52 C16 a connection is taken out at every step of a storm; nothing of it runs after")
  func disconnect() throws {
    let result = try Explorer(
      streams: [Stream("edges", count: 2), Stream("disconnect", count: 1, isApplication: true)]
    ) {
      try DisconnectWorld()
    }.exhaust()
    print("disconnect in a storm: \(result)")
    #expect(result.isExhausted && result.failure == nil, "\(result)")
  }

  @Test("L19 a call is cancelled at every step: removed, finished before it returns, or not queued")
  func cancel() throws {
    let answers = CancelWorld.Answers()
    let result = try Explorer(streams: CancelWorld.streams) { try CancelWorld(answers) }.exhaust()
    print("cancelling a deferred call: \(result)")
    #expect(result.isExhausted && result.failure == nil, "\(result)")
    #expect(answers.seen == [.removed, .finished, .neverQueued])
  }

  @Test("L42 L43 submitting, ending and cancelling at every step: each request ends once")
  func requests() throws {
    let result = try Explorer(streams: RequestWorld.streams, bounds: Bounds(preemptions: 1)) {
      try RequestWorld()
    }.exhaust()
    print("requests: \(result)")
    #expect(result.isExhausted && result.failure == nil, "\(result)")
  }
}
