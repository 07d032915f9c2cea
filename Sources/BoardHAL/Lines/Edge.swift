/// A change of a line's meaning.
@frozen
public enum Edge: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// From inactive to active.
  case rising = 1
  /// From active to inactive.
  case falling = 2
}

/// Which changes of a line raise its interrupt.
@frozen
public enum EdgeSelection: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// Only from inactive to active.
  case rising = 1
  /// Only from active to inactive.
  case falling = 2
  /// Both.
  case both = 3

  /// True when `edge` is among the selected.
  @inlinable
  public func contains(_ edge: Edge) -> Bool { rawValue & edge.rawValue != 0 }
}
