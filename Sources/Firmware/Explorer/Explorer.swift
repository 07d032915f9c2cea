import BoardHAL
internal import BoardHALMock
public import Firmware

/// Runs a world under every schedule up to a bound, and says under which one it goes wrong.
///
/// A schedule decides, whenever no routine runs, which processor steps or what happens next, and at
/// each schedule point in the middle of a routine, whether to go on, to let something happen, or to
/// let another processor step. Schedules are run one after the other, each from the beginning
/// (stateless search); one that comes to a state that has been seen is not followed further. After
/// every step the invariants of the model are checked.
///
/// ```swift
/// let explorer = Explorer(streams: [Stream("edges", count: 3)]) { try Doorbell() }
/// let result = try explorer.exhaust()
/// print(result)
/// ```
///
/// Everything runs on one thread. Each processor has a stack of its own, so that a routine can be
/// left at a schedule point for another processor's, and gone on with in the middle of that:
/// routines of two processors cross as they would on two cores.
public final class Explorer<W: World> {
  /// The streams of things that happen.
  public let streams: [Stream]

  /// How far to go.
  public let bounds: Bounds

  /// Called now and then with how far the exploration is.
  public var onProgress: ((Exploration) -> Void)?

  /// Called with each trace event of a replay.
  public var onTrace: ((TraceEvent, Firmware) -> Void)?

  let make: () throws -> W
  /// What is written at every choice lies in places: as properties of the class they would be
  /// checked for overlapping accesses at run time, which was a seventh of an exploration.
  private let memory: RowMemory
  let decider: Place<Decider>
  let visited: Place<[UInt64: UInt8]>
  /// What can be done next.
  let options: Place<Options>
  var result = Exploration()
  /// How many of them, the first ones, go on with what was left half way.
  var resumable = 0

  // One run.
  var run: Run<W>?
  var used = 0
  var allowed = 0
  /// Things that have happened, for each stream.
  let arrived: FixedRow<Int>
  /// The level that each processor must stay above until the step around it returns.
  let floors: FixedRow<Level>
  let nesting: FixedRow<Int>
  let ended: Place<[Completion]>
  var wrong: String?

  // Whose stack runs.
  let home = Fiber()
  let seats = (0..<ProcessorSet.capacity).map { _ in Seat() }
  /// The processor on whose stack this runs, or nil where it is decided who goes on.
  var current: Int?
  /// What was begun is brought to its end; nothing is decided any more.
  var isFinishing = false

  var isCut = false
  var teller: Teller?

  /// Makes an explorer.
  ///
  /// - Parameters:
  ///   - streams: The things that happen to each world.
  ///   - bounds: How far to go.
  ///   - make: Makes a fresh world, always the same.
  /// - Precondition: There are at most 24 streams.
  public init(streams: [Stream], bounds: Bounds = Bounds(), _ make: @escaping () throws -> W) {
    precondition(streams.count <= 24, "a choice is a digit in base 36")
    self.streams = streams
    self.bounds = bounds
    self.make = make
    var memory = RowMemory()
    decider = memory.place(Decider())
    visited = memory.place([:])
    options = memory.place(Options(streams: streams.count, in: &memory))
    arrived = memory.row(repeating: 0, count: streams.count)
    floors = memory.row(repeating: .passive, count: ProcessorSet.capacity)
    nesting = memory.row(repeating: 0, count: ProcessorSet.capacity)
    ended = memory.place([])
    self.memory = memory
  }

  /// Runs every schedule within the bounds, or until one goes wrong.
  ///
  /// - Throws: what making a world throws.
  public func exhaust() throws -> Exploration {
    result = Exploration()
    visited.value.removeAll(keepingCapacity: true)
    decider.value = Decider()
    while result.schedules < bounds.schedules {
      try runOnce(preemptions: bounds.preemptions)
      note()
      if let wrong {
        try fail(wrong)
        break
      }
      guard decider.value.advance() else {
        result.isExhausted = result.tooLong == 0
        break
      }
    }
    result.states = visited.value.count
    return result
  }

  /// Runs schedules drawn at random, or until one goes wrong; the same ones for the same seed.
  ///
  /// - Throws: what making a world throws.
  public func sample(_ count: Int, seed: UInt64) throws -> Exploration {
    result = Exploration()
    result.seed = seed
    visited.value.removeAll(keepingCapacity: true)
    var random = SplitMix64(seed: seed)
    for _ in 0..<count {
      decider.value = Decider(random: random)
      try runOnce(preemptions: bounds.preemptions)
      random = decider.value.random ?? random
      note()
      if let wrong {
        try fail(wrong)
        break
      }
    }
    return result
  }

  /// Runs one schedule again and tells what happens.
  ///
  /// - Throws: what making a world throws.
  public func replay(_ schedule: Schedule) throws -> Replay {
    decider.value = Decider(schedule.choices)
    let teller = Teller(onTrace)
    self.teller = teller
    defer { self.teller = nil }
    try runOnce(preemptions: schedule.preemptions)
    var failure = wrong.map { Failure(schedule: schedule, words: $0) }
    failure?.story = teller.story
    return Replay(failure: failure, story: teller.story, trace: teller.bytes)
  }

  private func note() {
    result.schedules += 1
    if isCut { result.cut += 1 }
    if decider.value.depth > result.deepest { result.deepest = decider.value.depth }
    if result.schedules & 255 == 0, let onProgress {
      result.states = visited.value.count
      onProgress(result)
    }
  }

  private func fail(_ words: String) throws {
    let schedule = Schedule(
      preemptions: bounds.preemptions, choices: decider.value.choices.prefix(decider.value.depth))
    let replay = try replay(schedule)
    result.failure =
      replay.failure
      ?? Failure(
        schedule: schedule,
        words: "\(words); not when the schedule was run again: the world is "
          + "not made alike each time")
  }
}
