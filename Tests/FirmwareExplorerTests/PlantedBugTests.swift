import FirmwareExplorer
import Testing

/// Three mistakes that no ordinary test sees: each is found, and the corrected device is not
/// accused.
@Suite struct `Planted mistakes` {
  @Test func `a context that the next edge overwrites is found`() throws {
    try expectFound(OneSlot.self, "3 edges", edges: 3)
  }

  @Test func `a ring keeps them apart`() throws {
    try expectExhausted(ManySlots.self, edges: 3)
  }

  @Test func `a wake that comes between looking and saying so is found`() throws {
    try expectFound(LateFlag.self, "pieces of work", edges: 3)
  }

  @Test func `one critical section for both misses none`() throws {
    try expectExhausted(EarlyFlag.self, edges: 3)
  }

  @Test func `a job that is ended from two sides is found`() throws {
    try expectFound(TwoEnds.self, "ended 2 times", edges: 1, cancels: true)
  }

  @Test func `a job that somebody has to take first ends once`() throws {
    try expectExhausted(OneEnd.self, edges: 1, cancels: true)
  }

  private func explorer<D: Planted>(
    _ type: D.Type, edges: Int, cancels: Bool, processors: Int
  ) -> Explorer<PlantedWorld<D>> {
    var streams = [Stream("edges", count: edges)]
    if cancels { streams.append(Stream("cancel", count: 1, isApplication: true)) }
    return Explorer(streams: streams, bounds: Bounds(preemptions: 3)) {
      try PlantedWorld<D>(edges: edges, processors: processors)
    }
  }

  private func expectFound<D: Planted>(
    _ type: D.Type, _ words: String, edges: Int, cancels: Bool = false
  ) throws {
    for processors in 1...2 {
      let explorer = explorer(type, edges: edges, cancels: cancels, processors: processors)
      let failure = try #require(try explorer.exhaust().failure)
      #expect(failure.words.contains(words), "\(failure)")
      let schedule = try #require(Schedule(failure.schedule.description))
      #expect(try explorer.replay(schedule).failure?.words == failure.words)
    }
  }

  private func expectExhausted<D: Planted>(
    _ type: D.Type, edges: Int, cancels: Bool = false
  ) throws {
    for processors in 1...2 {
      let result = try explorer(type, edges: edges, cancels: cancels, processors: processors)
        .exhaust()
      #expect(result.isExhausted, "\(result)")
      #expect(result.failure == nil, "\(result)")
    }
  }
}
