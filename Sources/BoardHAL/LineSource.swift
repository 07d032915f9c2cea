/// What a line of the interrupt controller is attached to on the board.
public enum LineSource: Sendable, Hashable {
  /// The edges of a GPIO pin.
  case edges(EdgeLine)
  /// The receiving side of a serial port.
  case serialReceive(port: String, SerialSettings)
  /// Nothing on the board: a line of this name, raised by software.
  case software(String)

  /// The edges of a pin, both unless told otherwise.
  public static func edges(
    of pin: Pin, _ edges: EdgeSelection = .both, pull: Pull = .none, active: ActiveLevel = .high
  ) -> LineSource {
    .edges(EdgeLine(pin: pin, edges: edges, pull: pull, active: active))
  }

  /// What people call the line.
  public var label: String {
    switch self {
    case .edges(let line): line.pin.description
    case .serialReceive(let port, _): port
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

    /// Describes a GPIO line; both edges unless told otherwise.
    public init(
      pin: Pin, edges: EdgeSelection = .both, pull: Pull = .none, active: ActiveLevel = .high
    ) {
      self.pin = pin
      self.edges = edges
      self.pull = pull
      self.active = active
    }
  }
}
