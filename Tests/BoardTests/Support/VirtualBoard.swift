import Glibc
import Testing

/// The machine that `make test-board` boots.
enum VirtualBoard {
  /// True on it and nowhere else.
  static let isHere = getenv("VIRTUAL_BOARD") != nil
}

extension Trait where Self == ConditionTrait {
  /// Runs on the virtual board only, and is marked skipped elsewhere (row H20).
  static var onVirtualBoard: Self {
    .enabled(if: VirtualBoard.isHere, "needs the virtual board: make test-board")
  }
}
