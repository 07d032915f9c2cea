public import BoardHAL
public import BoardHALMock
public import Firmware

/// Plays a scenario: moves buttons and cables of a mock board, and compares what firmware does.
///
/// ```swift
/// let player = ScenarioPlayer(scenario, wiring: wiring, board: board, firmware: firmware)
/// try player.play()
/// ```
///
/// The steps are on one timeline, which is the board's. A step that waits is over as soon as what
/// it waits for has come and all that follows from it at once has happened, so that a lamp which
/// an event lights is lit in the next step.
///
/// The player watches the firmware's events beside whoever does already, and takes what serial
/// peers hear on the ports that the scenario waits on.
public final class ScenarioPlayer {
  /// How a scenario ended that did not fail.
  public enum Outcome: Sendable, Hashable {
    /// Every step was played.
    case finished
    /// The limit was reached before the last step.
    case limit
    /// The firmware was told to stop before the last step.
    case stopped
  }

  /// How long the firmware runs on after the last step, unless it falls quiet before.
  public static let rest = Nanoseconds.seconds(1)

  /// What is played.
  public let scenario: ScenarioDescription

  /// How many steps have been played to their end.
  public private(set) var played = 0

  let wiring: WiringDescription
  let board: MockBoard
  let firmware: Firmware
  let events = EventLog()
  var heard: [String: HeardBytes] = [:]
  var limit: BoardInstant?

  /// Makes a player, which listens to the events of `firmware` from now on.
  ///
  /// - Parameters:
  ///   - scenario: What to play, checked against `wiring` by its loader.
  ///   - wiring: What is wired to the board.
  ///   - board: The board.
  ///   - firmware: What runs on it.
  public init(
    _ scenario: ScenarioDescription, wiring: WiringDescription, board: MockBoard,
    firmware: Firmware
  ) {
    self.scenario = scenario
    self.wiring = wiring
    self.board = board
    self.firmware = firmware
    let others = firmware.onEvent
    firmware.onEvent = { [events] event, context in
      events.append(event)
      others?(event, context)
    }
  }

  /// Plays the steps, then lets what they set off come to rest.
  ///
  /// - Parameter limit: When to end at the latest; runs on to it after the last step.
  /// - Returns: how it ended.
  /// - Throws: `ScenarioFailure` at the first step that fails.
  @discardableResult
  public func play(until limit: BoardInstant? = nil) throws(ScenarioFailure) -> Outcome {
    self.limit = limit
    for step in scenario.steps {
      if let end = try play(step) { return end }
      played += 1
    }
    let pause =
      if let limit { firmware.run(until: limit) } else {
        firmware.run(until: firmware.now + Self.rest) { [board, firmware] in
          board.nextHappening == nil && firmware.nextTimer == nil
        }
      }
    return pause == .stopped ? .stopped : .finished
  }

  /// Lets time pass until `instant`, or until `isSatisfied` when that comes first.
  func run(until instant: BoardInstant, or isSatisfied: () -> Bool) -> Waited {
    let deadline = limit.map { min($0, instant) } ?? instant
    return switch firmware.run(until: deadline, or: isSatisfied) {
    case .satisfied: .satisfied
    case .stopped: .ended(.stopped)
    case .deadline where deadline < instant: .ended(.limit)
    // A firmware that is quiet will not bring what is waited for either.
    case .deadline, .quiet: .expired
    }
  }

  /// What became of a wait.
  enum Waited {
    case satisfied
    case expired
    case ended(Outcome)
  }
}
