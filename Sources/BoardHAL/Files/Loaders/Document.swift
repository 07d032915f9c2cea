/// The way every loader starts: bytes to nodes to the fields of the top mapping.
enum Document {
  /// The fields of a file's top mapping, or nil with the reason in `report`.
  static func fields(_ bytes: [UInt8], _ subject: String, _ report: Report) -> Fields? {
    YAMLReader.read(bytes, report).flatMap { Fields($0, subject, report) }
  }
}
