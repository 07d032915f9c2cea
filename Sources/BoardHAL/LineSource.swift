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
    of pin: Pin, _ edges: EdgeSelection = .both, pull: Pull = .none, active: ActiveLevel = .high,
    debounce: Nanoseconds? = nil
  ) -> LineSource {
    .edges(EdgeLine(pin: pin, edges: edges, pull: pull, active: active, debounce: debounce))
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
