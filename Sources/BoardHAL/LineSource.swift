/// What a line of the interrupt controller is attached to on the board.
public enum LineSource: Sendable, Hashable {
  /// The edges of a GPIO pin.
  case edges(EdgeLine)
  /// The receiving side of a serial port; opening it opens the port, closing it closes the port.
  case serialReceive(port: String, SerialSettings)
  /// Room to send on a serial port whose receiving side is open (row H18).
  ///
  /// The line asks once after each `Backend.transmit` that could not take everything, as soon as
  /// the port takes more, or hangs up. While nothing is held back it is silent and costs nothing.
  case serialTransmit(port: String)
  /// Changes of the modem lines of a serial port whose receiving side is open (row H17).
  case modemLines(port: String)
  /// Nothing on the board: a line of this name, raised by software.
  case software(String)

  /// The edges of a pin, both unless told otherwise.
  public static func edges(
    of pin: Pin, _ edges: EdgeSelection = .both, pull: Pull = .none, active: ActiveLevel = .high,
    debounce: Nanoseconds? = nil
  ) -> LineSource {
    .edges(EdgeLine(pin: pin, edges: edges, pull: pull, active: active, debounce: debounce))
  }

  /// Both directions of a serial port, as a device connects to them: receiving is sub-line 0, room
  /// to send sub-line 1.
  public static func serial(
    port: String, _ settings: SerialSettings = SerialSettings()
  ) -> [LineSource] {
    [.serialReceive(port: port, settings), .serialTransmit(port: port)]
  }

  /// True for the lines of a serial port.
  public var isSerial: Bool {
    switch self {
    case .serialReceive, .serialTransmit, .modemLines: true
    case .edges, .software: false
    }
  }

  /// What people call the line.
  public var label: String {
    switch self {
    case .edges(let line): line.pin.description
    case .serialReceive(let port, _): port
    case .serialTransmit(let port): "\(port) transmit"
    case .modemLines(let port): "\(port) modem lines"
    case .software(let name): name
    }
  }

  /// What is wanted of a GPIO pin whose edges interrupt.
  public struct EdgeLine: Sendable, Hashable {
    /// The pin.
    public let pin: Pin
    /// Which changes are reported.
    public let edges: EdgeSelection
    /// The resistor that holds the pin while nothing drives it.
    public let pull: Pull
    /// The voltage that means active.
    public let active: ActiveLevel
    /// How long the line keeps a level before its edge is reported, or nil to report every edge.
    ///
    /// What the line does meanwhile is not reported and is no loss. By the kernel where it can, by
    /// the backend where it cannot; the record is stamped when the time is over.
    public let debounce: Nanoseconds?

    /// Describes a GPIO line; both edges unless told otherwise.
    public init(
      pin: Pin, edges: EdgeSelection = .both, pull: Pull = .none, active: ActiveLevel = .high,
      debounce: Nanoseconds? = nil
    ) {
      self.pin = pin
      self.edges = edges
      self.pull = pull
      self.active = active
      self.debounce = debounce
    }
  }
}
