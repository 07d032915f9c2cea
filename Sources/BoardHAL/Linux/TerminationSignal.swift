#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A signal that asks a program to end.
public enum TerminationSignal: Sendable, Hashable, CaseIterable {
  /// Somebody typed Ctrl-C.
  case interrupt
  /// Somebody, or the system that shuts down, asks it to end.
  case terminate
  /// The terminal is gone.
  case hangup

  /// The number that the kernel gives it.
  public var number: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangup: SIGHUP
    }
  }

  /// What people call it.
  public var name: String {
    switch self {
    case .interrupt: "SIGINT"
    case .terminate: "SIGTERM"
    case .hangup: "SIGHUP"
    }
  }

  init?(number: Int32) {
    guard let signal = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = signal
  }
}
