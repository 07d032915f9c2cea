public import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The GPIO lines of this machine, as they were when this was made.
///
/// Found by asking the kernel what it tells everybody: no line is taken, and none changes.
public struct LineDirectory: Sendable {
  /// The chips, in the order of the kernel's numbers, each once.
  public let chips: [GPIOChip]

  /// The lines, chip by chip, by offset.
  public let lines: [LineListing]

  /// Devices of chips that this user may not open; what is on them is not known.
  public let forbidden: [String]

  package init(chips: [GPIOChip], lines: [LineListing], forbidden: [String] = []) {
    self.chips = chips
    self.lines = lines
    self.forbidden = forbidden
  }

  /// Looks at every chip.
  ///
  /// - Throws: `unsupported` where this was built without libgpiod, or `system`.
  public init() throws(BoardError) {
    guard cgpio_api() != 0 else { throw .withoutLibrary }
    let (found, forbidden) = ChipDirectory().chips()
    var lines: [LineListing] = []
    for chip in found {
      var infos = [cgpio_line_info](repeating: cgpio_line_info(), count: chip.lineCount)
      guard cgpio_read_lines(chip.path, 0, &infos, infos.count) == 0 else {
        let number = errno
        // Unplugged since it was found: as if it had never been there.
        if number == ENODEV || number == ENOENT { continue }
        throw systemError("gpiod get line info", on: chip.path, number)
      }
      for (offset, info) in infos.enumerated() {
        lines.append(LineListing(info, on: chip, offset: offset))
      }
    }
    self.init(chips: found, lines: lines, forbidden: forbidden)
  }

  /// Why some chips were not looked at, with the remedy.
  public var refusals: [BoardError] { forbidden.map { .forbidden($0) } }

  /// The line of this machine that a pin of a described board is, by the rules by which boards are
  /// opened: the label of its chip, then the names of its line, then its offset.
  ///
  /// - Throws: `noSuchChip`, `notPermitted`, or `unsupported` when two chips fit equally well.
  public func line(at pin: Pin) throws(BoardError) -> LineListing {
    let labelled = chips.filter { $0.label == pin.chip || $0.path == pin.chip }
    for name in pin.lineNames {
      let named = lines.first { labelled.contains($0.chip) && $0.name == name }
      if let named { return named }
    }
    let fitting = lines.filter { labelled.contains($0.chip) && $0.offset == pin.offset }
    guard fitting.count < 2 else { throw .ambiguous(pin, fitting.map(\.chip)) }
    if let line = fitting.first { return line }
    if let path = forbidden.first { throw .forbidden(path) }
    throw .noSuchChip(pin.chip, wantedFor: pin.description, known: chips.map(\.label))
  }
}
