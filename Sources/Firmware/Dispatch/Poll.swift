import BoardHAL

/// How a line of a chip without interrupts is looked at.
struct Poll: BitwiseCopyable {
  /// How often; zero for a line that reports by itself.
  var period = Nanoseconds.zero
  /// What the pin meant when it was looked at last.
  var wasActive = false
  /// Counts the edges found.
  var sequence: UInt32 = 0
  /// Edges that found the latch full and that no record has told of yet.
  var lost: UInt32 = 0
}
