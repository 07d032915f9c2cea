import BoardHALLinux

/// Tells keys that are for the port from those that are for the terminal.
///
/// A pure value that remembers what was begun: ctrl-t, half a hexadecimal byte, or an answer.
struct KeyReader {
  /// What a key came to.
  enum Stroke: Equatable {
    /// To be sent.
    case byte(UInt8)
    case command(KeyCommand)
    /// A wire was chosen, after `g` or `p`.
    case wire(ControlWires, for: KeyCommand)
    /// A mapping was typed, after `m`.
    case map(String)
    /// What was asked for was not answered.
    case cancelled
    /// A key that does nothing after ctrl-t.
    case unknown(UInt8)
    /// To be shown, as part of an answer.
    case echo(String)
    /// No hexadecimal digit.
    case noDigit(UInt8)
  }

  private enum State {
    case plain
    case prefixed
    case choosesWire(KeyCommand)
    case typesMap([UInt8])
    case hexadecimal(first: UInt8)
  }

  /// Two digits are one byte.
  var isHexadecimal = false {
    didSet { state = .plain }
  }

  private var state = State.plain

  private static let prefix: UInt8 = 0x14

  /// Takes a key; nil when it is part of something longer.
  mutating func take(_ key: UInt8) -> Stroke? {
    switch state {
    case .plain: return plain(key)
    case .prefixed: return command(key)
    case .choosesWire(let command):
      state = .plain
      switch key {
      case UInt8(ascii: "0"), UInt8(ascii: "d"): return .wire(.dataTerminalReady, for: command)
      case UInt8(ascii: "1"), UInt8(ascii: "r"): return .wire(.requestToSend, for: command)
      default: return .cancelled
      }
    case .typesMap(let typed): return map(key, after: typed)
    case .hexadecimal(let first):
      if key == Self.prefix {
        state = .prefixed
        return nil
      }
      state = .plain
      return Self.digit(key).map { .byte(first << 4 | $0) } ?? .noDigit(key)
    }
  }

  private mutating func plain(_ key: UInt8) -> Stroke? {
    if key == Self.prefix {
      state = .prefixed
      return nil
    }
    guard isHexadecimal else { return .byte(key) }
    guard let digit = Self.digit(key) else { return .noDigit(key) }
    state = .hexadecimal(first: digit)
    return nil
  }

  private mutating func command(_ key: UInt8) -> Stroke? {
    state = .plain
    if key == Self.prefix { return .byte(key) }
    guard let command = KeyCommand(rawValue: Character(Unicode.Scalar(key))) else {
      return .unknown(key)
    }
    switch command {
    case .toggleWire, .pulseWire: state = .choosesWire(command)
    case .changeMap: state = .typesMap([])
    default: break
    }
    return .command(command)
  }

  private mutating func map(_ key: UInt8, after typed: [UInt8]) -> Stroke? {
    switch key {
    case .return, .newline:
      state = .plain
      return .map(String(decoding: typed, as: UTF8.self))
    case 0x03, 0x1B, Self.prefix:
      state = .plain
      return .cancelled
    case 0x08, 0x7F:
      guard !typed.isEmpty else { return nil }
      state = .typesMap(typed.dropLast())
      return .echo("\u{8} \u{8}")
    case 0x20...0x7E:
      state = .typesMap(typed + [key])
      return .echo(String(Character(Unicode.Scalar(key))))
    default: return nil
    }
  }

  private static func digit(_ key: UInt8) -> UInt8? {
    Character(Unicode.Scalar(key)).hexDigitValue.map { UInt8($0) }
  }
}
