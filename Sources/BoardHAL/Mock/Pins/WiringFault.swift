public import BoardHAL

/// Something wrong with what is wired to the board, noticed while it ran.
///
/// A real board answers these with heat or with noise. The mock answers always the same way, goes
/// on, and says what it saw.
public struct WiringFault: Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Sendable, Hashable {
    /// Two outputs drive one net against each other; the net reads low.
    case outputsOpposed
    /// Something outside drives a net against an output; the net reads low.
    case outputOpposed
    /// Something outside drives a net both ways; the net reads low.
    case externalOpposed
    /// Equally strong resistors pull a net both ways; it keeps its last voltage.
    case pullsOpposed
    /// Nothing holds a net that an input listens to; it keeps its last voltage.
    case floating
  }

  /// When it began.
  public let time: BoardInstant
  /// What is wrong.
  public let kind: Kind
  /// The pins of the net.
  public let pins: [Pin]

  /// Makes a fault, to compare with.
  public init(time: BoardInstant, kind: Kind, pins: [Pin]) {
    self.time = time
    self.kind = kind
    self.pins = pins
  }

  /// The pins, what is wrong with them, and the remedy.
  public var description: String {
    let names = pins.map(\.description).joined(separator: ", ")
    return switch kind {
    case .outputsOpposed: "\(names): two outputs drive against each other: remove the wire"
    case .outputOpposed: "\(names): driven from outside against an output: release one of them"
    case .externalOpposed: "\(names): driven from outside both high and low: release one"
    case .pullsOpposed: "\(names): pulled both up and down: switch one pull off"
    case .floating: "\(names): nothing holds this input: give it a pull"
    }
  }
}
