internal import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Finds chips by label and lines by name.
///
/// Looked up anew each time: opening a line is rare, and a chip can come and go.
struct ChipDirectory {
  /// Every chip of this machine once, links to it left out, and those that must not be opened.
  func chips() -> (found: [GPIOChip], forbidden: [String]) {
    var found: [GPIOChip] = []
    var forbidden: [String] = []
    var devices: Set<dev_t> = []
    for path in devicePaths() {
      var status = stat()
      // Follows links: a Pi 5 has the same chip as gpiochip0 and gpiochip4.
      guard stat(path, &status) == 0, devices.insert(status.st_rdev).inserted else { continue }
      let path = Paths.resolved(path) ?? path
      var chip = cgpio_chip()
      if cgpio_read_chip(path, &chip) == 0 {
        found.append(
          GPIOChip(
            path: path, name: text(of: &chip.name), label: text(of: &chip.label),
            lineCount: Int(chip.line_count)))
      } else if errno == EACCES || errno == EPERM {
        forbidden.append(path)
      }
    }
    return (found, forbidden)
  }

  /// The chip and offset of a pin; its chip is named by a label, or by the path of its device in
  /// a pin that was made of a line just listed.
  ///
  /// - Throws: `noSuchChip`, `notPermitted`, or `unsupported` when two chips fit equally well.
  func locate(_ pin: Pin) throws(BoardError) -> (chip: GPIOChip, offset: UInt32) {
    guard cgpio_api() != 0 else { throw .withoutLibrary }
    let (chips, forbidden) = chips()
    let labelled = chips.filter { $0.label == pin.chip || $0.path == pin.chip }
    for chip in labelled {
      for name in pin.lineNames {
        let offset = cgpio_find_line(chip.path, name)
        if offset >= 0 { return (chip, UInt32(offset)) }
      }
    }
    // Kernels that name no lines: then the offset is all there is.
    let fitting = labelled.filter { pin.offset < $0.lineCount }
    guard fitting.count < 2 else { throw .ambiguous(pin, fitting) }
    if let chip = fitting.first { return (chip, UInt32(pin.offset)) }
    if let path = forbidden.first { throw .forbidden(path) }
    throw .noSuchChip(pin.chip, wantedFor: pin.description, known: chips.map(\.label))
  }

  /// Who holds a line, or nil when nobody does.
  func holder(of offset: UInt32, on chip: GPIOChip) -> String? {
    var info = cgpio_line_info()
    guard cgpio_read_lines(chip.path, offset, &info, 1) == 0 else { return nil }
    return LineListing(info, on: chip, offset: Int(offset)).holder
  }

  /// In the order of the kernel's numbers.
  private func devicePaths() -> [String] {
    Paths.names(in: "/dev").filter { $0.hasPrefix("gpiochip") }
      .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }.map { "/dev/\($0)" }
  }
}

/// A name out of a C struct.
func text<Name>(of name: inout Name) -> String {
  withUnsafeBytes(of: &name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}
