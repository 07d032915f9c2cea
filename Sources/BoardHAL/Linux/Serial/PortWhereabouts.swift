public import BoardHAL

/// Where an open serial port is, and where it is looked for while it is away.
public struct PortWhereabouts: Sendable, Hashable {
  /// The device file that is open: `/dev/ttyUSB0`; nil while the port is away.
  public let device: String?

  /// The name under which it is looked for: a link, or what a USB adaptor says of itself; nil when
  /// nothing leads back to it, as with a pseudo-terminal.
  public let stableName: String?

  /// Why the last try to open it again failed; nil while it is there, or was not tried yet.
  public let refusal: BoardError?
}
