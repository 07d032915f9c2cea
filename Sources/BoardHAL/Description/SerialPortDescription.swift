/// One serial port of a board.
public struct SerialPortDescription: Sendable, Hashable {
  /// What wirings call it: `uart0`.
  public let name: String

  /// Other names that mean the same port: `serial0`.
  public let aliases: [String]

  /// The device file, or nil on a board that has none, such as the mock.
  public let path: String?

  /// The pin that sends, or nil when the port is not on the header.
  public let transmit: Pin?

  /// The pin that receives, or nil when the port is not on the header.
  public let receive: Pin?

  /// What has to be done before the port exists: `dtparam=uart0 in config.txt`.
  public let needs: String?

  /// Makes a serial port.
  public init(
    name: String,
    aliases: [String] = [],
    path: String? = nil,
    transmit: Pin? = nil,
    receive: Pin? = nil,
    needs: String? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.path = path
    self.transmit = transmit
    self.receive = receive
    self.needs = needs
  }
}
