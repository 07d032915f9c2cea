import BoardHAL
import Firmware

/// What a run prints: lines for people, or JSON for machines.
protocol Report: AnyObject {
  /// Why nothing is printed any more, or nil.
  var failure: OutputError? { get }

  /// Prints what is run.
  func begin(_ wiring: WiringDescription, _ firmware: Firmware)

  /// Takes in a happening.
  func add(_ event: TraceEvent)

  /// Prints what has gathered; nothing is left to do at the moment.
  func settle()

  /// Prints what became of everything.
  func end(_ end: RunEnd, _ summary: Summary)
}
