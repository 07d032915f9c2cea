/// What ended a wait.
public enum Wake: Sendable, Hashable {
  /// A signal asks the program to end.
  case signal(TerminationSignal)
  /// One of the descriptors can be read, or its other end is gone.
  case readable
  /// The time came that was waited for.
  case deadline
}
