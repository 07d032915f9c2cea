import BoardHALLinux

/// Whoever carries out the lines of a prompt: a session in this program, or one in another.
protocol Operator: AnyObject {
  /// The names that the tab key offers.
  var vocabulary: Vocabulary { get }

  /// The signal that ended the session, or the visit to it.
  var signal: TerminationSignal? { get }

  /// Called with lines that tell what happens, whenever it does.
  var onHappening: (([String]) -> Void)? { get set }

  /// Carries out a line, replies, and lets everything happen that follows at that moment.
  func perform(_ line: String, reply: (Answer) -> Void)

  /// Lets the board live until one of the descriptors can be read, or a signal comes.
  ///
  /// - Returns: `deadline` when the session has ended, so that nothing more can be asked.
  func wait(for inputs: [Int32]) -> Wake
}
