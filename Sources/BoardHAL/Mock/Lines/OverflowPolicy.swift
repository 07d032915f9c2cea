/// Which edge a full kernel buffer gives up.
public enum OverflowPolicy: Sendable, Hashable {
  /// The oldest, and its number shows as a gap: Linux's GPIO interface v2 (row H03).
  case dropOldest
  /// The one that just came, without a trace in the records: interface v1 (row H07).
  case dropNewest
}
