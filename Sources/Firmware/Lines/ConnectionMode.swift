public import BoardHAL

/// How the interrupts of a connected line come about: what `connect` could get (row L01).
public enum ConnectionMode: Sendable, Hashable {
  /// The hardware reports each edge, or each piece of bytes.
  case events
  /// The chip cannot report edges; the pin is looked at this often. What is shorter is missed, and
  /// the time of an edge is that of the look that found it.
  case polled(every: Nanoseconds)
  /// Software raises the line.
  case software
}
