/// One of the things that are compared: does something a number of times.
struct Contender {
  let name: String
  /// How many of the things that are counted happen in one turn of `run`.
  let perTurn: Int
  /// Does it so many turns.
  let run: (Int) -> Void
  /// Checks afterwards that all of it was done.
  let check: () -> Void

  init(
    _ name: String, perTurn: Int = 1, check: @escaping () -> Void = {},
    run: @escaping (Int) -> Void
  ) {
    self.name = name
    self.perTurn = perTurn
    self.check = check
    self.run = run
  }
}

/// Contenders measured in turn, round after round: what slows the machine down for a while slows
/// all of them, and ratios within a round keep their meaning.
struct Contest {
  let contenders: [Contender]
  /// Nanoseconds for one thing, by contender and round.
  private(set) var nanoseconds: [[Double]]

  /// Warms each contender up, then runs the rounds.
  ///
  /// In each round each contender does `count` things, rounded down to whole turns.
  init(_ contenders: [Contender], rounds: Int, count: Int) {
    self.contenders = contenders
    nanoseconds = contenders.map { _ in [] }
    for contender in contenders { contender.run(max(1, count / 10 / contender.perTurn)) }
    for _ in 0..<rounds {
      for (index, contender) in contenders.enumerated() {
        let turns = count / contender.perTurn
        let time = Stopwatch.time { contender.run(turns) }
        nanoseconds[index].append(time / Double(turns * contender.perTurn))
      }
    }
    for contender in contenders { contender.check() }
  }

  /// What one thing cost a contender.
  func cost(_ index: Int) -> Spread { Spread(nanoseconds[index]) }

  /// The cost of one contender as a multiple of another's, round by round.
  func ratio(_ index: Int, to other: Int) -> Spread {
    Spread(zip(nanoseconds[index], nanoseconds[other]).map { $0 / $1 })
  }
}
