/// The pin header of a board.
public struct HeaderDescription: Sendable, Equatable {
  /// The name printed beside it: `J8`.
  public let name: String

  /// Every pin, in the order of its position.
  public let pins: [HeaderPin]

  /// Makes a header.
  public init(name: String, pins: [HeaderPin]) {
    self.name = name
    self.pins = pins
  }

  /// The pin at this position, counted from 1 as on the board.
  public func pin(at position: Int) -> HeaderPin? {
    pins.first { $0.position == position }
  }
}

/// One pin of a header and what it carries.
public struct HeaderPin: Sendable, Equatable {
  /// What a header pin carries.
  public enum Kind: Sendable, Equatable {
    /// A line of a GPIO chip.
    case gpio(Pin)
    /// The 3.3 V supply.
    case supply3V3
    /// The 5 V supply, which destroys a GPIO pin that touches it.
    case supply5V
    /// Ground.
    case ground
  }

  /// Where it sits, counted from 1.
  public let position: Int

  /// What it carries.
  public let kind: Kind

  /// Makes a header pin.
  public init(position: Int, kind: Kind) {
    self.position = position
    self.kind = kind
  }

  /// The GPIO pin, or nil for supplies and ground.
  public var pin: Pin? {
    guard case .gpio(let pin) = kind else { return nil }
    return pin
  }
}
