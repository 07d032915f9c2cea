import BoardFiles
import BoardHAL
import BoardHALLinux

/// Finds lines of this machine by how people spell them.
///
///     BUTTON                     the kernel's name of the line
///     gpiochip0:17               a chip by name, number, path or label, and an offset
///     17                         an offset on the chip given beside it; else a name like any other
///     GPIO17 BOARD11 J8:11       a pin of the board given beside it
///
/// A name comes first: what the kernel calls a line is never taken for anything else.
struct LineSpelling {
  /// A line and how it was asked for.
  struct Found: Equatable {
    let spelling: String
    let line: LineListing
  }

  private let directory: LineDirectory
  private let lines: [LineListing]
  private let chip: GPIOChip?
  private let board: BoardDescription?
  private let onlyNames: Bool
  private let isStrict: Bool

  /// Makes a finder.
  ///
  /// - Parameters:
  ///   - directory: The lines there are.
  ///   - chip: The only chip to look on; all when nil.
  ///   - board: Whose pins may be named; none when nil.
  ///   - onlyNames: Numbers are names, too.
  ///   - isStrict: A name that two lines have is a mistake; otherwise the first is taken.
  /// - Throws: `LineMistakes` when there is no such chip.
  init(
    _ directory: LineDirectory, chip: String? = nil, board: BoardDescription? = nil,
    onlyNames: Bool = false, isStrict: Bool = false
  ) throws(LineMistakes) {
    self.directory = directory
    self.board = board
    self.onlyNames = onlyNames
    self.isStrict = isStrict
    self.chip = try chip.map { (spelling) throws(LineMistakes) in
      guard let chip = Self.chip(spelling, directory) else {
        throw LineMistakes([Self.unknownChip(spelling, directory)])
      }
      return chip
    }
    let chip = self.chip
    lines = chip == nil ? directory.lines : directory.lines.filter { $0.chip == chip }
  }

  /// The lines that are meant, in the order in which they were asked for.
  ///
  /// - Returns: the lines, and what people should know of how they were found.
  /// - Throws: `LineMistakes`, with everything that is wrong with any of them.
  func find(_ spellings: [String]) throws(LineMistakes) -> (found: [Found], remarks: [String]) {
    var found: [Found] = []
    var remarks: [String] = []
    var mistakes: [String] = []
    for spelling in spellings {
      do throws(LineMistakes) {
        let line = try find(spelling, &remarks)
        if let twin = found.first(where: { $0.line == line }) {
          mistakes.append(
            "\(Quoted.text(twin.spelling)) and \(Quoted.text(spelling)) are the same line;"
              + " name it once")
        }
        found.append(Found(spelling: spelling, line: line))
      } catch {
        // What is wrong with the machine is wrong with every line.
        mistakes += error.mistakes.filter { !mistakes.contains($0) }
      }
    }
    guard mistakes.isEmpty else { throw LineMistakes(mistakes) }
    return (found, remarks)
  }

  private func find(
    _ spelling: String, _ remarks: inout [String]
  ) throws(LineMistakes) -> LineListing {
    if let chip, !onlyNames, let offset = Self.number(spelling) {
      return try line(offset, on: chip, spelling)
    }
    let named = lines.filter { $0.name == spelling }
    if let first = named.first {
      if named.count > 1 {
        let places = named.map { "\($0.chip.name):\($0.offset)" }.joined(separator: ", ")
        let remark = "\(Quoted.text(spelling)) is the name of \(named.count) lines: \(places)"
        guard !isStrict else { throw LineMistakes(["\(remark); name one by chip and offset"]) }
        remarks.append("\(remark); the first is taken")
      }
      return first
    }
    if !onlyNames, chip == nil, let colon = spelling.lastIndex(of: ":"),
      let offset = Self.number(spelling[spelling.index(after: colon)...]),
      let chip = Self.chip(String(spelling[..<colon]), directory)
    {
      return try line(offset, on: chip, spelling)
    }
    if let board { return try line(spelling, on: board) }
    throw LineMistakes([unknown(spelling)])
  }

  private func line(
    _ offset: Int, on chip: GPIOChip, _ spelling: String
  ) throws(LineMistakes) -> LineListing {
    let line = directory.lines.first { $0.chip == chip && $0.offset == offset }
    guard let line else {
      throw LineMistakes([
        "\(Quoted.text(spelling)): \(chip.name) (\(chip.label)) has lines 0 to"
          + " \(chip.lineCount - 1)"
      ])
    }
    return line
  }

  /// The line of a pin of the board.
  private func line(
    _ spelling: String, on board: BoardDescription
  ) throws(LineMistakes) -> LineListing {
    let pin: Pin
    do throws(PinSpelling.Failure) {
      pin = try PinSpelling.resolve(spelling, on: board)
    } catch {
      throw LineMistakes([error.description])
    }
    do throws(BoardError) {
      return try directory.line(at: pin)
    } catch {
      throw LineMistakes([error.description])
    }
  }

  // MARK: Chips

  /// A chip by name, number, path or label; the label has to be of one chip.
  private static func chip(_ spelling: String, _ directory: LineDirectory) -> GPIOChip? {
    let names = [spelling, "gpiochip\(spelling)"]
    if let chip = directory.chips.first(where: {
      names.contains($0.name) || $0.path == spelling
    }) {
      return chip
    }
    let labelled = directory.chips.filter { $0.label == spelling }
    return labelled.count == 1 ? labelled.first : nil
  }

  private static func unknownChip(_ spelling: String, _ directory: LineDirectory) -> String {
    let twins = directory.chips.filter { $0.label == spelling }
    guard twins.isEmpty else {
      return "\(twins.map(\.name).joined(separator: " and ")) are both labelled"
        + " \(Quoted.text(spelling)); name one of them"
    }
    if let refusal = directory.refusals.first { return refusal.description }
    guard !directory.chips.isEmpty else { return noChips }
    let chips = directory.chips.map { "\($0.name) (\($0.label))" }
    return "no chip \(Quoted.text(spelling)); this machine has \(chips.joined(separator: ", "))"
  }

  private static let noChips =
    "this machine has no GPIO chip; on the mock board, drive lines with: board-cli shell"

  /// A number without sign, spaces or leading plus.
  private static func number(_ digits: some StringProtocol) -> Int? {
    digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
  }

  // MARK: Mistakes

  private func unknown(_ spelling: String) -> String {
    if let refusal = directory.refusals.first { return refusal.description }
    guard !directory.chips.isEmpty else { return Self.noChips }
    let place = chip.map { " on \($0.name)" } ?? ""
    let guess = Suggestion.nearest(to: spelling, among: lines.compactMap(\.name))
      .map { "; did you mean \(Quoted.text($0))?" }
    return "no line \(Quoted.text(spelling))\(place)\(guess ?? remedy(spelling))"
  }

  private func remedy(_ spelling: String) -> String {
    let chips = directory.chips.map(\.name)
    if Self.number(spelling) != nil {
      return chip == nil
        ? "; a bare number is a name unless --chip is given: say"
          + " \(chips.first ?? "gpiochip0"):\(spelling), or name the board with --board"
        : "; without --by-name it is an offset"
    }
    return "; see board-cli lines, or name the board with --board for pins such as GPIO17 or"
      + " BOARD11"
  }
}
