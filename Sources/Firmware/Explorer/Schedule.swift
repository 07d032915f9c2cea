/// Everything that was decided in one run, in order: enough to do it again.
///
/// As text, such as `c2.0~5~102`: the version of the format, the bound on interruptions that the
/// numbers were chosen under, and a digit in base 36 for each choice, where `0~5~` is `00000`.
/// Choices beyond the end are 0.
public struct Schedule: Sendable, Hashable, LosslessStringConvertible {
  /// The version of the format; changes with the meaning of the choices.
  public static let version: Character = "c"

  /// How many interruptions were allowed.
  public let preemptions: Int

  /// What was chosen, each from 0 to 35.
  public let choices: [UInt8]

  /// Makes a schedule; trailing zeros are dropped.
  public init(preemptions: Int, choices: some Sequence<UInt8>) {
    self.preemptions = preemptions
    var choices = Array(choices)
    while choices.last == 0 { choices.removeLast() }
    self.choices = choices
  }

  /// Reads a schedule; nil when the text is none, or of another version.
  public init?(_ description: String) {
    guard description.first == Self.version, let dot = description.firstIndex(of: "."),
      let preemptions = Int(description[..<dot].dropFirst()), preemptions >= 0
    else { return nil }
    var choices: [UInt8] = []
    var rest = description[dot...].dropFirst()
    while let digit = rest.popFirst() {
      guard let choice = UInt8(String(digit), radix: 36) else { return nil }
      var length = 1
      if rest.first == "~" {
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: "~"), let count = Int(rest[..<end]),
          (1...Self.longest).contains(count)
        else { return nil }
        length = count
        rest = rest[end...].dropFirst()
      }
      choices += Array(repeating: choice, count: length)
    }
    self.init(preemptions: preemptions, choices: choices)
  }

  /// The schedule as text.
  public var description: String {
    var text = "\(Self.version)\(preemptions)."
    var index = 0
    while index < choices.count {
      var end = index
      while end < choices.count, choices[end] == choices[index] { end += 1 }
      let digit = String(choices[index], radix: 36)
      let length = end - index
      text += length > 4 ? "\(digit)~\(length)~" : String(repeating: digit, count: length)
      index = end
    }
    return text
  }

  /// A longer run in a text is a typing mistake and would only eat memory.
  private static let longest = 1_000_000
}
