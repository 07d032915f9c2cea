import ArgumentParser
import BoardHAL

/// The bias of a line on the command line, in the words of libgpiod's tools.
enum LineBias: String, ExpressibleByArgument, CaseIterable {
  case asIs = "as-is"
  case pullUp = "pull-up"
  case pullDown = "pull-down"
  case disabled

  /// The pull, or nil to leave it as it is.
  var pull: Pull? {
    switch self {
    case .asIs: nil
    case .pullUp: .up
    case .pullDown: .down
    case .disabled: Pull.none
    }
  }
}
