internal import BoardHALMock

/// What is chosen in one run, and what comes next in a depth-first search.
struct Decider {
  private(set) var choices: [UInt8] = []
  private var counts: [UInt8] = []

  /// How many choices this run has made.
  private(set) var depth = 0

  /// How many of them were known beforehand; what they lead through has been looked at.
  private(set) var known = 0

  /// Choices beyond the known ones are drawn, instead of being 0.
  private(set) var random: SplitMix64?

  /// The choices known beforehand did not fit this run.
  private(set) var isLost = false

  init() {}

  init(random: SplitMix64) {
    self.random = random
  }

  /// Follows a schedule.
  init(_ choices: [UInt8]) {
    self.choices = choices
    counts = Array(repeating: 0, count: choices.count)
    known = choices.count
  }

  /// Past everything that was known beforehand.
  var isOnNewGround: Bool { depth >= known }

  /// Chooses one of `count`; where 0 goes on, random schedules choose it three times in four.
  mutating func choose(_ count: Int, zeroGoesOn: Bool) -> Int {
    precondition(count <= 36, "a choice is a digit in base 36")
    defer { depth += 1 }
    if depth < known {
      let known = counts[depth]
      if known != 0 && Int(known) != count || Int(choices[depth]) >= count {
        isLost = true
        return 0
      }
      return Int(choices[depth])
    }
    var choice = 0
    if random != nil {
      let isInterrupted = zeroGoesOn ? (random?.next(below: 4) ?? 0) == 0 : true
      if isInterrupted { choice = Int(random?.next(below: UInt64(count)) ?? 0) }
    }
    choices.append(UInt8(choice))
    counts.append(UInt8(count))
    return choice
  }

  /// Prepares the next run of a depth-first search; false when there is none.
  mutating func advance() -> Bool {
    depth = 0
    while let last = choices.last, let count = counts.last {
      if last + 1 < count {
        choices[choices.count - 1] = last + 1
        known = choices.count
        return true
      }
      choices.removeLast()
      counts.removeLast()
    }
    return false
  }
}
