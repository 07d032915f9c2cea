import ArgumentParser
import BoardHALLinux

/// How a line is driven, on the command line.
enum OutputDrive: String, ExpressibleByArgument, CaseIterable {
  case pushPull = "push-pull"
  case openDrain = "open-drain"
  case openSource = "open-source"

  /// The same, as lines are asked for it.
  var drive: LineDrive {
    switch self {
    case .pushPull: .pushPull
    case .openDrain: .openDrain
    case .openSource: .openSource
    }
  }
}
