public import BoardHAL

/// Reads scenario files and checks them against a wiring.
public enum ScenarioLoader {
  /// Reads a scenario file.
  ///
  /// Blocks on the file system. Throws every mistake of the file at once.
  public static func load(
    path: String, wiring: WiringDescription
  ) throws(FileError) -> ScenarioDescription {
    try load(bytes: SourceFile.read(path), file: path, wiring: wiring)
  }

  /// Reads the text of a scenario file; `file` is what messages call it.
  public static func load(
    text: String, file: String, wiring: WiringDescription
  ) throws(FileError) -> ScenarioDescription {
    try load(bytes: Array(text.utf8), file: file, wiring: wiring)
  }

  private static func load(
    bytes: [UInt8], file: String, wiring: WiringDescription
  ) throws(FileError) -> ScenarioDescription {
    let report = Report(file: file)
    guard var fields = Document.fields(bytes, "the scenario", report) else { throw report.failure }

    let name = fields.required("name", .text)
    _ = fields.required("version", .integer(among: [1]))
    let reader = StepReader(wiring: wiring, report: report)
    let steps = fields.required("steps", reader.steps)
    fields.finish()

    guard let name, let steps else { throw report.failure }
    return try report.finish(ScenarioDescription(name: name, file: file, steps: steps))
  }
}
