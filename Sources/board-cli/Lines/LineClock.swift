import BoardHAL
import BoardHALLinux

/// How a board's instants are told to people: on the kernel's clock, or on that of the wall.
struct LineClock {
  /// What the kernel's clock showed when the board's showed zero.
  let kernelOrigin: Nanoseconds

  /// What the clock that people set shows when the kernel's shows zero, as it is set now.
  let wallOrigin: Nanoseconds

  /// Clocks that show the same as the board's, for boards in virtual time.
  static let virtual = LineClock(kernelOrigin: .zero, wallOrigin: .zero)

  init(kernelOrigin: Nanoseconds, wallOrigin: Nanoseconds) {
    self.kernelOrigin = kernelOrigin
    self.wallOrigin = wallOrigin
  }

  init(_ clock: MonotonicClock) {
    self.init(kernelOrigin: clock.kernelOrigin, wallOrigin: MonotonicClock.wallOrigin)
  }

  /// Seconds and nanoseconds as the kernel counts them, `8342.000015250`: what gpiomon's `%S` is.
  func seconds(_ instant: BoardInstant) -> String {
    var text: [UInt8] = []
    append(seconds: instant, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Writes the same, as part of a line.
  func append(seconds instant: BoardInstant, to text: inout [UInt8]) {
    text.append(secondsOf: kernel(instant))
  }

  /// Date and time, `2026-11-21T09:15:07.000015250Z`, of the clock that people set.
  func universal(_ instant: BoardInstant) -> String { date(instant, ahead: 0) + "Z" }

  /// Date and time where this machine stands, without a zone, as gpiomon has it.
  func local(_ instant: BoardInstant) -> String { date(instant, ahead: WallTime.now.offset) }

  private func kernel(_ instant: BoardInstant) -> Int64 {
    instant.nanoseconds + kernelOrigin.count
  }

  private func date(_ instant: BoardInstant, ahead offset: Int64) -> String {
    let wall = kernel(instant) + wallOrigin.count
    let time = WallTime(nanoseconds: wall, offset: offset)
    let fraction = WallTime.padded(wall % Self.second, 9)
    // The time of day has milliseconds; stamps have nanoseconds.
    return "\(time.date)T\(time.clock.prefix { $0 != "." }).\(fraction)"
  }

  private static let second: Int64 = 1_000_000_000
}
