import Foundation

/// The seeds of tests that draw lots.
///
/// A failing test names its seed; `BOARD_SEED=<seed>` in the environment runs that one alone.
enum Seeds {
  static func first(_ count: UInt64) -> [UInt64] {
    let wanted = ProcessInfo.processInfo.environment["BOARD_SEED"].flatMap { UInt64($0) }
    return wanted.map { [$0] } ?? Array(1...count)
  }
}
