import ArgumentParser
import BoardFiles
import BoardHAL

/// How long a board is run, as it is spelt on the command line: `10s`.
struct RunLength: ExpressibleByArgument {
  let length: Nanoseconds

  init?(argument: String) {
    guard let length = Nanoseconds(spelling: argument) else { return nil }
    self.length = length
  }
}
