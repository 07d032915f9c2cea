/// In which direction a descriptor that somebody lends a board is watched.
public enum GuestDirection: Sendable, Hashable {
  /// Something can be read, or the end has come.
  case reading
  /// Something can be written, or the reader has gone.
  case writing
}
