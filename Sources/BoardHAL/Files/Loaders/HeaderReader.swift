import BoardHAL

/// Reads the header of a board file.
enum HeaderReader {
  /// The header, without the pins that had mistakes.
  static func header(_ header: Fields, chips: [ChipDescription]) -> HeaderDescription? {
    var header = header
    let name = header.required("name", .text)
    let chip = header.required("chip", .oneOf(chips.map { ($0.label, $0) }))
    let entries = header.requiredFields("pins")?.all ?? []
    header.finish()

    // Without its name or chip the header is lost, but the mistakes of its pins are still found.
    var uses = PinUses()
    let anyChip = ChipDescription(label: "", lineCount: 1024)
    let pins = entries.compactMap { entry in
      pin(entry, header: name ?? "", chip: chip ?? anyChip, report: header.report, uses: &uses)
    }
    guard let name, chip != nil else { return nil }
    return HeaderDescription(name: name, pins: pins.sorted { $0.position < $1.position })
  }

  private static func pin(
    _ entry: YAMLNode.Entry, header: String, chip: ChipDescription, report: Report,
    uses: inout PinUses
  ) -> HeaderPin? {
    let key = YAMLNode(content: .scalar(entry.key), position: entry.position)
    let reader = ValueReader<Int>.integer(in: 1...200)
    guard let position = reader.read(key, "header pin", report) else { return nil }

    guard case .mapping = entry.value.content else {
      let kinds: [(String, HeaderPin.Kind)] = [
        ("3v3", .supply3V3), ("5v", .supply5V), ("ground", .ground),
      ]
      let kind = ValueReader.oneOf(kinds).read(entry.value, "header pin", report)
      return kind.map { HeaderPin(position: position, kind: $0) }
    }
    guard var fields = Fields(entry.value, "header pin \(position)", report) else { return nil }
    let lines = ValueReader<Int>.integer(in: 0...(chip.lineCount - 1))
    let number = fields.required("gpio", lines)
    let offset = fields.optional("offset", lines)
    let names = fields.optional("names", .list(of: .text)) ?? []
    let functions = fields.optional("functions", .list(of: .text)) ?? []
    let fixedPull = fields.optionalFields("fixed-pull").flatMap(fixedPull)
    let reservedFor = fields.optional("reserved-for", .text)
    fields.finish()

    guard let number else { return nil }
    let pin = Pin(
      chip: chip.label, number: number, offset: offset ?? number, header: header,
      position: position, lineNames: names, functions: functions, fixedPull: fixedPull,
      reservedFor: reservedFor)
    uses.add(pin, at: fields.position, report)
    return HeaderPin(position: position, kind: .gpio(pin))
  }

  private static func fixedPull(_ fields: Fields) -> FixedPull? {
    var fields = fields
    let direction = fields.required("direction", .oneOf([("up", Pull.up), ("down", .down)]))
    let ohms = fields.required("resistance", .quantity(.resistance, in: 1...10_000_000))
    fields.finish()
    guard let direction, let ohms else { return nil }
    return FixedPull(direction: direction, ohms: ohms)
  }
}

/// What the pins read so far are called, to find two that are called the same.
private struct PinUses {
  private var positions: [String: Int] = [:]

  mutating func add(_ pin: Pin, at position: SourcePosition, _ report: Report) {
    let spellings = Set(["GPIO\(pin.number)", "line \(pin.offset)"] + pin.lineNames)
    for spelling in spellings.sorted() {
      if let first = positions[spelling] {
        report.error(
          at: position, "header pins \(first) and \(pin.position) are both \(spelling)",
          allowed: "one header pin for each")
      } else {
        positions[spelling] = pin.position
      }
    }
  }
}
