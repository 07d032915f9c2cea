import BoardHAL
import BoardHALLinux
import FirmwareTestBench

/// How a run ended.
struct RunEnd {
  /// When, on the board's clock.
  let time: BoardInstant

  /// Why.
  let cause: Cause

  /// The scenario that was played, or nil when there was none.
  let scenario: Scenario?

  /// Why a run ends.
  enum Cause: Equatable {
    /// The scenario was played, or failed.
    case scenario
    /// Nothing more could happen.
    case quiet
    /// The time given with `--until` came.
    case until
    /// A signal asked for it.
    case signal(TerminationSignal)
    /// Standard output could not be written any more.
    case output
  }

  /// What became of a scenario.
  struct Scenario {
    /// What people call it.
    let name: String
    /// How many steps it has.
    let steps: Int
    /// How many of them were played to their end.
    let played: Int
    /// Why it failed, or nil.
    let failure: ScenarioFailure?
  }
}

extension RunEnd {
  /// The end in one line of text.
  var text: String {
    let at = "at \(time.secondsText)"
    switch cause {
    case .scenario:
      guard let scenario else { return "Ended \(at)." }
      guard scenario.failure == nil else {
        return
          "Failed \(at): \"\(scenario.name)\", step \(scenario.played + 1) of \(scenario.steps)."
      }
      return "Passed \(at): \"\(scenario.name)\", \(scenario.steps) steps."
    case .quiet:
      return
        "Ended \(at): nothing more will happen; give the board something to do with --scenario."
    case .until:
      return "Ended \(at), as --until says\(unplayed)."
    case .signal(let signal):
      return "Ended \(at) by \(signal.name)\(unplayed); outputs are in their safe state."
    case .output:
      return "Ended \(at): the output cannot be written\(unplayed)."
    }
  }

  private var unplayed: String {
    guard let scenario, scenario.played < scenario.steps else { return "" }
    return ", after \(scenario.played) of \(scenario.steps) steps"
  }
}
