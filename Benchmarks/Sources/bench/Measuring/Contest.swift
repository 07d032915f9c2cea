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
  /// Real nanoseconds for one thing, by contender and round.
  private(set) var real: [[Double]]
  /// The same in time of processors, over all threads: other programs do not count.
  private(set) var processor: [[Double]]

  /// Warms each contender up, then runs the rounds.
  ///
  /// In each round each contender does `count` things, rounded down to whole turns.
  init(_ contenders: [Contender], rounds: Int, count: Int) {
    self.contenders = contenders
    real = contenders.map { _ in [] }
    processor = real
    for contender in contenders { contender.run(max(1, count / 10 / contender.perTurn)) }
    for _ in 0..<rounds {
      for (index, contender) in contenders.enumerated() {
        let turns = count / contender.perTurn
        let time = Stopwatch.time { contender.run(turns) }
        real[index].append(time.real / Double(turns * contender.perTurn))
        processor[index].append(time.processor / Double(turns * contender.perTurn))
      }
    }
    for contender in contenders { contender.check() }
  }

  /// What one thing cost a contender, in real time.
  func cost(_ index: Int) -> Spread { Spread(real[index]) }

  /// What one thing cost a contender, in time of processors.
  func work(_ index: Int) -> Spread { Spread(processor[index]) }

  /// The work of one contender as a multiple of another's, round by round.
  func ratio(_ index: Int, to other: Int) -> Spread {
    Spread(zip(processor[index], processor[other]).map { $0 / $1 })
  }

  /// The same after what a third costs, and both contain, is taken off.
  func ratio(_ index: Int, to other: Int, without common: Int) -> Spread {
    Spread(
      processor[common].indices.map { round in
        let rest = processor[common][round]
        return (processor[index][round] - rest) / (processor[other][round] - rest)
      })
  }

  /// The ratio in real time.
  func realRatio(_ index: Int, to other: Int) -> Spread {
    Spread(zip(real[index], real[other]).map { $0 / $1 })
  }
}
