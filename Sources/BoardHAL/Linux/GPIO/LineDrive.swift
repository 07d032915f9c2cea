internal import CGPIO

/// How an output makes its line high and low.
public enum LineDrive: String, Sendable, Hashable, CaseIterable {
  /// Both by itself.
  case pushPull = "push-pull"
  /// Low by itself; high is left to a pull, so that several outputs can share a wire.
  case openDrain = "open-drain"
  /// High by itself; low is left to a pull.
  case openSource = "open-source"

  init(_ drive: Int) {
    switch drive {
    case CGPIO_OPEN_DRAIN: self = .openDrain
    case CGPIO_OPEN_SOURCE: self = .openSource
    default: self = .pushPull
    }
  }

  /// The word of the C side.
  var number: UInt8 {
    switch self {
    case .pushPull: UInt8(CGPIO_PUSH_PULL)
    case .openDrain: UInt8(CGPIO_OPEN_DRAIN)
    case .openSource: UInt8(CGPIO_OPEN_SOURCE)
    }
  }
}
