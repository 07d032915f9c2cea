import BoardHAL
import BoardHALLinux
import BoardHALMock
import Firmware

/// A board, mock or real, on which a firmware is run; and how the program gets a word in meanwhile.
///
/// Whoever wants something is answered by the loop around a run, at passive level: `Firmware.
/// onSettle` calls `notice`, and whoever sees `isCalled` then answers.
protocol Stage: AnyObject {
  /// What the firmware runs on.
  var backend: any Backend { get }

  /// How the stage keeps levels, in a line for people; nil where there is nothing to choose.
  var guarantee: String? { get }

  /// Called once, with the signal that asks for the end.
  var onSignal: ((TerminationSignal) -> Void)? { get set }

  /// Asked first when somebody types Ctrl-C; true when that is an answer and nothing has to end.
  var onInterrupt: (() -> Bool)? { get set }

  /// Who else may interrupt a wait.
  var attention: (any Attention)? { get set }

  /// Somebody asked for attention and has not been answered.
  var isCalled: Bool { get }

  /// Whoever called has been answered.
  func answered()

  /// Looks whether the wait that has just ended was ended by a signal or a call.
  func notice()

  /// The time on the clock that waits are measured with, whatever time the board has.
  var realTime: BoardInstant { get }

  /// A firmware without devices on this board.
  func makeFirmware() -> Firmware

  /// The world around the board.
  func surroundings(of wiring: WiringDescription, _ firmware: Firmware) -> any Surroundings

  /// Begins to serve the board, also while nobody calls `run`.
  ///
  /// - Throws: `BoardError` when the system refuses.
  func start(_ firmware: Firmware) throws(BoardError)

  /// Runs the firmware until `deadline`, until it is stopped, or until what is waited for has come.
  @discardableResult
  func run(
    _ firmware: Firmware, until deadline: BoardInstant?, or isSatisfied: () -> Bool
  ) -> Firmware.Pause

  /// Waits for a call while the board's time stands still, if it can.
  func rest(_ firmware: Firmware)

  /// Serves the board no more.
  func stop(_ firmware: Firmware)
}

/// Makes stages.
enum StageMaker {
  /// Makes the board; it is opened, but no line of it is.
  ///
  /// - Throws: `BoardError.system` when the kernel has no descriptor left.
  static func stage(
    _ description: BoardDescription, on hal: HAL, speed: Speed
  ) throws(BoardError) -> any Stage {
    switch hal {
    case .mock:
      var configuration = MockConfiguration()
      // Nobody looks at the record of accesses; what happened is in the trace.
      configuration.accessCapacity = 0
      return try SteeredBoard(
        MockBoard(description, configuration: configuration), speed: speed)
    case .linux:
      return try LiveStage(description)
    }
  }
}
