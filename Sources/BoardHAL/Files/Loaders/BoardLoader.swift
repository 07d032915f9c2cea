public import BoardHAL

/// Reads the files of `boards/`.
public enum BoardLoader {
  /// Reads a board file.
  ///
  /// Blocks on the file system. Throws every mistake of the file at once.
  public static func load(path: String) throws(FileError) -> BoardDescription {
    try load(bytes: SourceFile.read(path), file: path)
  }

  /// Reads the text of a board file; `file` is what messages call it.
  public static func load(text: String, file: String) throws(FileError) -> BoardDescription {
    try load(bytes: Array(text.utf8), file: file)
  }

  private static func load(bytes: [UInt8], file: String) throws(FileError) -> BoardDescription {
    let report = Report(file: file)
    guard var fields = Document.fields(bytes, "the board", report) else { throw report.failure }

    let name = fields.required("name", .name)
    let title = fields.required("title", .text)
    let chips = chips(fields.requiredFields("chips"))
    let header = fields.requiredFields("header").flatMap {
      HeaderReader.header($0, chips: chips)
    }
    let limits = limits(fields.requiredFields("limits"))
    let portless = header.map {
      BoardDescription(
        name: name ?? "", title: title ?? "the board", chips: chips, header: $0, serialPorts: [],
        limits: ElectricalLimits(supplyMillivolts: 0, inputMaximumMillivolts: 0))
    }
    let ports = serialPorts(fields.optionalFields("serial-ports"), portless)
    fields.finish()

    guard let name, let title, let header, let limits else { throw report.failure }
    return try report.finish(
      BoardDescription(
        name: name, title: title, chips: chips, header: header, serialPorts: ports,
        limits: limits))
  }

  private static func chips(_ fields: Fields?) -> [ChipDescription] {
    guard let fields else { return [] }
    return fields.all.compactMap { entry in
      guard var chip = Fields(entry.value, "chip \(entry.key.quoted)", fields.report) else {
        return nil
      }
      let lines = chip.required("lines", .integer(in: 1...1024))
      chip.finish()
      // A chip with a mistake still counts, or every pin on it would be a mistake too.
      return ChipDescription(label: entry.key, lineCount: lines ?? 1024)
    }
  }

  private static func serialPorts(
    _ fields: Fields?, _ board: BoardDescription?
  ) -> [SerialPortDescription] {
    guard let fields else { return [] }
    var firstNames: Set<String> = []
    return fields.all.compactMap { entry in
      guard var port = Fields(entry.value, "serial port \(entry.key.quoted)", fields.report) else {
        return nil
      }
      let aliases = port.optional("aliases", .list(of: .text)) ?? []
      let path = port.optional("path", .text)
      let transmit = port.optional("transmit", .pin(on: board))
      let receive = port.optional("receive", .pin(on: board))
      let needs = port.optional("needs", .text)
      port.finish()
      for name in [entry.key] + aliases where !firstNames.insert(name).inserted {
        fields.report.error(
          at: entry.position, "two serial ports are called \(name.quoted)",
          allowed: "each name and alias once")
      }
      return SerialPortDescription(
        name: entry.key, aliases: aliases, path: path, transmit: transmit, receive: receive,
        needs: needs)
    }
  }

  private static func limits(_ fields: Fields?) -> ElectricalLimits? {
    guard var fields else { return nil }
    let volts = ValueReader<Int>.quantity(.voltage, in: 0...60_000)
    let amperes = ValueReader<Int>.quantity(.current, in: 0...10_000)
    let ohms = ValueReader<Int>.quantity(.resistance, in: 1...10_000_000)
    let supply = fields.required("supply", volts)
    let inputMaximum = fields.required("input-maximum", volts)
    let inputLow = fields.optional("input-low-maximum", volts)
    let inputHigh = fields.optional("input-high-minimum", volts)
    let driveDefault = fields.optional("drive-default", amperes)
    let driveMaximum = fields.optional("drive-maximum", amperes)
    let pullMinimum = fields.optional("internal-pull-minimum", ohms)
    let pullMaximum = fields.optional("internal-pull-maximum", ohms)
    fields.finish()

    var pulls: ClosedRange<Int>?
    if let pullMinimum, let pullMaximum, pullMinimum <= pullMaximum {
      pulls = pullMinimum...pullMaximum
    } else if pullMinimum != nil || pullMaximum != nil {
      fields.report.error(
        at: fields.position, "the internal pull has no range",
        allowed: "internal-pull-minimum and internal-pull-maximum, the smaller one first")
    }
    guard let supply, let inputMaximum else { return nil }
    return ElectricalLimits(
      supplyMillivolts: supply, inputMaximumMillivolts: inputMaximum,
      inputLowMaximumMillivolts: inputLow, inputHighMinimumMillivolts: inputHigh,
      driveDefaultMilliamperes: driveDefault, driveMaximumMilliamperes: driveMaximum,
      internalPullOhms: pulls)
  }
}
