import ArgumentParser
import BoardHAL

/// Which edges are printed, on the command line.
enum WatchedEdges: String, ExpressibleByArgument, CaseIterable {
  case rising, falling, both

  /// The same, as boards are asked for it.
  var selection: EdgeSelection {
    switch self {
    case .rising: .rising
    case .falling: .falling
    case .both: .both
    }
  }
}
