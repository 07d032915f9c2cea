/// For what a descriptor that somebody lends a board is watched.
public enum GuestEvent: Sendable, Hashable {
  /// Something can be read, or the end has come.
  case readable
  /// Something can be written, or the reader has gone.
  case writable
}
