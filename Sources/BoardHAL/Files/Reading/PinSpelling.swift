public import BoardHAL

/// The ways to spell a pin, all of which mean `GPIO17 (J8:11)`:
/// `17`, `GPIO17`, `BCM17`, `J8:11`, `BOARD11`, `pinctrl-rp1:17`, and the names of its line.
public enum PinSpelling {
  /// Why a spelling means no pin.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong: `GPIO99 is not on the header of Raspberry Pi 5`.
    public let found: String

    /// What would be right.
    public let allowed: String

    /// The spelling that was probably meant.
    public let suggestion: String?

    /// One line for people.
    public var description: String {
      let guess = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
      return "\(found); allowed: \(allowed)\(guess)"
    }
  }

  /// The pin that a spelling means on a board.
  ///
  /// Numbers are GPIO numbers, never chip offsets or header positions. The kernel's chip numbers
  /// (`gpiochip0:17`) are refused, for they change from one kernel to the next.
  public static func resolve(
    _ spelling: String, on board: BoardDescription
  ) throws(Failure) -> Pin {
    if let pin = board.pins.first(where: { $0.lineNames.contains(spelling) }) { return pin }
    if let colon = spelling.lastIndex(of: ":") {
      return try member(
        String(spelling[..<colon]), String(spelling[spelling.index(after: colon)...]),
        spelling, board)
    }
    let word = spelling.prefix { !$0.isASCII || !$0.isNumber }.uppercased()
    guard let number = number(spelling.dropFirst(word.count)) else {
      throw unknown(spelling, board)
    }
    switch word {
    case "", "GPIO", "BCM": return try numbered(number, board)
    case "BOARD": return try positioned(number, board)
    default: throw unknown(spelling, board)
    }
  }

  /// `J8:11` or `pinctrl-rp1:17`.
  private static func member(
    _ owner: String, _ digits: String, _ spelling: String, _ board: BoardDescription
  ) throws(Failure) -> Pin {
    guard let number = number(digits[...]) else { throw unknown(spelling, board) }
    if owner.uppercased() == board.header.name.uppercased() {
      return try positioned(number, board)
    }
    let labels = board.chips.map(\.label)
    if labels.contains(owner) {
      if let pin = board.pins.first(where: { $0.chip == owner && $0.offset == number }) {
        return pin
      }
      throw Failure(
        found: "line \(number) of \(owner) is not on the header of \(board.title)",
        allowed: range(of: board), suggestion: nil)
    }
    let reason =
      owner.hasPrefix("gpiochip")
      ? "chip numbers such as \(owner.quoted) change from one kernel to the next"
      : "\(board.title) has no chip or header \(owner.quoted)"
    let choices = labels + [board.header.name]
    let nearest = Suggestion.nearest(to: owner, among: choices)
    throw Failure(
      found: reason, allowed: choices.map { "\($0):\(number)" }.listed,
      suggestion: nearest.map { "\($0):\(number)" })
  }

  private static func numbered(
    _ number: Int, _ board: BoardDescription
  ) throws(Failure) -> Pin {
    if let pin = board.pin(numbered: number) { return pin }
    throw Failure(
      found: "GPIO\(number) is not on the header of \(board.title)", allowed: range(of: board),
      suggestion: nil)
  }

  private static func positioned(
    _ position: Int, _ board: BoardDescription
  ) throws(Failure) -> Pin {
    let name = "\(board.header.name):\(position)"
    switch board.header.pin(at: position)?.kind {
    case .gpio(let pin):
      return pin
    case .supply3V3:
      throw Failure(found: "\(name) is the 3.3 V supply", allowed: "a GPIO pin", suggestion: nil)
    case .supply5V:
      throw Failure(found: "\(name) is the 5 V supply", allowed: "a GPIO pin", suggestion: nil)
    case .ground:
      throw Failure(found: "\(name) is ground", allowed: "a GPIO pin", suggestion: nil)
    case nil:
      throw Failure(
        found: "\(board.title) has no header pin \(name)",
        allowed: "\(board.header.name):1 to \(board.header.name):\(board.header.pins.count)",
        suggestion: nil)
    }
  }

  private static func unknown(_ spelling: String, _ board: BoardDescription) -> Failure {
    let words = board.pins.flatMap { ["GPIO\($0.number)"] + $0.lineNames }
    let example = board.pins.first { $0.reservedFor == nil }
    let forms = example.map { pin in
      [
        "\(pin.number)", "GPIO\(pin.number)", "BCM\(pin.number)", "\(pin.header):\(pin.position)",
        "BOARD\(pin.position)", "\(pin.chip):\(pin.offset)",
      ]
    }
    return Failure(
      found: "\(spelling.quoted) is not a pin of \(board.title)",
      allowed: (forms ?? []).joined(separator: ", ") + " or a line name",
      suggestion: Suggestion.nearest(to: spelling, among: words))
  }

  private static func range(of board: BoardDescription) -> String {
    let numbers = board.pins.map(\.number)
    return "GPIO\(numbers.min() ?? 0) to GPIO\(numbers.max() ?? 0)"
  }

  private static func number(_ digits: Substring) -> Int? {
    guard case .value(let number) = WholeNumber(String(digits)), !digits.hasPrefix("0x") else {
      return nil
    }
    return number
  }
}
