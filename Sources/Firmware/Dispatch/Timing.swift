public import BoardHAL

/// How long framework and routines take in virtual time, where nothing takes time by itself.
///
/// Each service routine and each deferred call lasts this long, in addition to what it `spend`s;
/// meanwhile time passes and more urgent lines interrupt it. Ignored on a live board.
public struct Timing: Sendable, Hashable {
  /// The length of a service routine.
  public var service: Nanoseconds
  /// The length of a deferred call.
  public var deferred: Nanoseconds

  /// Makes a timing; everything is instantaneous unless told otherwise.
  public init(service: Nanoseconds = .zero, deferred: Nanoseconds = .zero) {
    self.service = service
    self.deferred = deferred
  }

  /// No time at all: what tests of logic use, so that stamps are those of their waveforms.
  public static let instant = Timing()

  /// Times of the order that a small board needs.
  public static let nominal = Timing(service: .microseconds(4), deferred: .microseconds(11))
}
