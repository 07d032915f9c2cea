import BoardFiles
import BoardHAL
import Firmware

extension TraceHeader {
  /// Reads the first line of a trace file.
  ///
  /// - Throws: `FileError` for a file that is no trace, or one of another version.
  init(_ line: ArraySlice<UInt8>, file: String) throws(FileError) {
    let foreign = "a trace, as board-cli run --record writes it"
    guard let fields = try? TraceFields(line: line), fields.has("trace") else {
      throw TraceFile.error(file, 1, "is no trace: its first line has no \"trace\"", foreign)
    }
    do throws(TraceMistake) {
      try self.init(fields)
    } catch {
      throw FileError([error.diagnostic(file: file, line: 1)])
    }
  }

  private init(_ fields: TraceFields) throws(TraceMistake) {
    try Self.check(version: try fields.number("trace"))
    let clock = try fields.text("clock")
    guard ["virtual", "monotonic"].contains(clock) else {
      throw TraceMistake(
        found: "\"clock\" is \(Quoted.text(clock))", allowed: "virtual, monotonic")
    }
    var lines: [Line] = []
    for line in try fields.fields("lines") { lines.append(try Line(line)) }
    self.init(
      wiring: try fields.text("wiring"), board: try fields.text("board"),
      isVirtual: clock == "virtual",
      timing: Timing(
        service: Nanoseconds(try fields.number("service-time")),
        deferred: Nanoseconds(try fields.number("deferred-time"))),
      isAccounting: try fields.flag("accounting"),
      processors: try fields.number("processors", in: 1...ProcessorSet.capacity),
      devices: try fields.texts("devices"), lines: lines)
    if fields.has("whole") { isWhole = try fields.flag("whole") }
    for output in try fields.fields("outputs") {
      outputs.append(
        Output(
          device: try output.text("device"), label: try output.text("pin"),
          active: try output.choice("active")))
    }
    for source in try fields.fields("sources") {
      sources.append(File(name: try source.text("file"), text: try source.text("text")))
    }
  }

  private static func check(version: Int) throws(TraceMistake) {
    guard version != TraceEncoder.version else { return }
    throw TraceMistake(
      found: "a trace of version \(version)",
      allowed: version < TraceEncoder.version
        ? "version \(TraceEncoder.version): older ones lack the bytes; record again"
        : "version \(TraceEncoder.version): use the program that recorded it, or a newer one")
  }
}

extension TraceHeader.Line {
  fileprivate init(_ fields: TraceFields) throws(TraceMistake) {
    self.init(
      label: try fields.text("line"),
      level: try fields.number("level", in: 3...12),
      devices: try fields.texts("devices"), source: try TraceHeader.Source(fields))
  }
}

extension TraceHeader.Source {
  fileprivate init(_ fields: TraceFields) throws(TraceMistake) {
    switch try fields.text("source") {
    case "edges":
      self = .edges(active: try fields.choice("active"))
    case "serial":
      self = .serial(
        SerialSettings(
          baud: try fields.number("baud", in: 1...100_000_000),
          dataBits: try fields.number("data-bits", in: 5...8),
          parity: try fields.choice("parity"), stopBits: try fields.number("stop-bits", in: 1...2)))
    case "software":
      self = .software
    case let other:
      throw TraceMistake(
        found: "\"source\" is \(Quoted.text(other))", allowed: "edges, serial, software")
    }
  }
}
