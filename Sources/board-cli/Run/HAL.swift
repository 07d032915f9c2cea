import ArgumentParser

/// What a wiring is run on.
enum HAL: String, ExpressibleByArgument, CaseIterable {
  /// A board in memory, in virtual time.
  case mock
  /// This machine's own GPIO chips and serial ports.
  case linux
}
