import ArgumentParser
import BoardFiles
import BoardHAL

/// A length of time on the command line, as the tools of libgpiod spell it: `10us`, `20ms`, `1s`,
/// `2m` for minutes, and a bare number for milliseconds. Fractions and `ns` are ours: `1.5s`.
struct Period: ExpressibleByArgument, Equatable {
  let length: Nanoseconds

  init(_ length: Nanoseconds) {
    self.length = length
  }

  init?(argument: String) {
    if let length = Nanoseconds(spelling: argument) {
      self.init(length)
    } else if let length = Nanoseconds(spelling: argument + "ms") {
      self.init(length)
    } else if argument.hasSuffix("m"),
      let minutes = Nanoseconds(spelling: argument.dropLast() + "s"),
      case let (length, overflow) = minutes.count.multipliedReportingOverflow(by: 60), !overflow
    {
      self.init(Nanoseconds(length))
    } else {
      return nil
    }
  }
}
