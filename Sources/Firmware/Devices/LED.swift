public import BoardHAL

/// A lamp on one output.
public struct LED: Device {
  /// What can be asked of a lamp.
  public enum Action: UInt8, DeviceCode {
    /// Light it.
    case on
    /// Darken it.
    case off
    /// Change it.
    case toggle

    /// What people and files call it.
    public var name: String {
      switch self {
      case .on: "on"
      case .off: "off"
      case .toggle: "toggle"
      }
    }
  }

  /// The output that lights it.
  public let output: OutputID

  /// Whether it is lit.
  public private(set) var value: LineValue

  /// Makes a lamp on an output that the board has opened.
  public init(on output: OutputID, initially value: LineValue = .inactive) {
    self.output = output
    self.value = value
  }

  /// Carries out an action.
  public mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<LED>
  ) {
    switch action {
    case .on: value = .active
    case .off: value = .inactive
    case .toggle: value = value.toggled
    }
    context.drive(output, value)
  }
}
