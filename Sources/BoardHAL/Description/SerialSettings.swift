/// How the two ends of a serial line agree to talk.
public struct SerialSettings: Sendable, Hashable {
  /// The extra bit that checks a character.
  public enum Parity: String, Sendable, Hashable, CaseIterable {
    case none, even, odd
  }

  /// How a receiver asks its sender to pause.
  public enum FlowControl: String, Sendable, Hashable, CaseIterable {
    /// It does not.
    case none
    /// With the RTS and CTS wires.
    case rtscts
    /// With the characters XON and XOFF.
    case xonxoff
  }

  /// What becomes of a wire that tells the far end of this one, DTR or RTS.
  public enum ControlWire: String, Sendable, Hashable, CaseIterable {
    /// As the system leaves it. Linux asserts both when it opens a port; many an Arduino is reset
    /// by a change, so nothing more is done to them, and closing does not drop them either.
    case leave
    /// Asserted.
    case on
    /// Not asserted.
    case off
  }

  /// Bits per second.
  public let baud: Int

  /// Data bits per character, 5 to 8.
  public let dataBits: Int

  /// The check bit.
  public let parity: Parity

  /// Stop bits per character, 1 or 2.
  public let stopBits: Int

  /// Who may pause whom, and how.
  public let flow: FlowControl

  /// DTR, which tells that this end is there.
  public let dataTerminalReady: ControlWire

  /// RTS, which asks to send; a port with `rtscts` flow control works it by itself.
  public let requestToSend: ControlWire

  /// Makes settings; without arguments the customary 115200 8N1.
  public init(
    baud: Int = 115_200,
    dataBits: Int = 8,
    parity: Parity = .none,
    stopBits: Int = 1,
    flow: FlowControl = .none,
    dataTerminalReady: ControlWire = .leave,
    requestToSend: ControlWire = .leave
  ) {
    self.baud = baud
    self.dataBits = dataBits
    self.parity = parity
    self.stopBits = stopBits
    self.flow = flow
    self.dataTerminalReady = dataTerminalReady
    self.requestToSend = requestToSend
  }
}
