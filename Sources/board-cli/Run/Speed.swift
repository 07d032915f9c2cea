import ArgumentParser

/// How fast a mock board's time passes.
enum Speed: ExpressibleByArgument, Equatable {
  /// As fast as the work allows.
  case max
  /// So many virtual seconds in a real one.
  case times(Double)

  /// As time passes in the world.
  static let real = Speed.times(1)

  init?(argument: String) {
    switch argument {
    case "max":
      self = .max
    case "real":
      self = .real
    default:
      guard let factor = Double(argument), factor.isFinite, factor >= 0.001 else { return nil }
      self = .times(factor)
    }
  }
}
