import BoardHAL
import Testing

@testable import BoardFiles

/// The schemas that editors use allow the same keys as the loaders.
///
/// A loader lists its keys when it meets one it does not know, so each case plants such a key.
struct SchemaTests {
  /// An object of a schema, and a text in which the loader meets `zzzz` in its place.
  struct Case: CustomTestStringConvertible {
    let schema: String
    /// The name under `$defs`, or nil for the top.
    let definition: String?
    let text: String

    var testDescription: String { "\(schema) \(definition ?? "top")" }
  }

  private static let device = "name: a\nboard: mock\ndevices:\n  d: "
  private static let step = "name: a\nversion: 1\nsteps:\n  - "
  private static let header =
    "name: a\ntitle: a\nchips: { c: { lines: 9 } }\nheader: { name: J, chip: c, "

  static let cases = [
    Case(schema: "board", definition: nil, text: "zzzz: 1"),
    Case(schema: "board", definition: "chip", text: "chips: { c: { zzzz: 1 } }"),
    Case(schema: "board", definition: "header", text: "header: { zzzz: 1 }"),
    Case(schema: "board", definition: "gpio", text: header + "pins: { 1: { zzzz: 1 } } }"),
    Case(
      schema: "board", definition: "serial-port",
      text: header + "pins: {} }\nlimits: { supply: 1V, input-maximum: 1V }\n"
        + "serial-ports: { s: { zzzz: 1 } }"),
    Case(schema: "board", definition: "limits", text: "limits: { zzzz: 1 }"),
    Case(schema: "wiring", definition: nil, text: "zzzz: 1"),
    Case(schema: "wiring", definition: "button", text: device + "{ type: button, zzzz: 1 }"),
    Case(
      schema: "wiring", definition: "debounce",
      text: device + "{ type: button, debounce: { zzzz: 1 } }"),
    Case(schema: "wiring", definition: "led", text: device + "{ type: led, zzzz: 1 }"),
    Case(schema: "wiring", definition: "console", text: device + "{ type: console, zzzz: 1 }"),
    Case(schema: "wiring", definition: "reaction", text: "reactions: [{ zzzz: 1 }]"),
    Case(schema: "scenario", definition: nil, text: "zzzz: 1"),
    Case(schema: "scenario", definition: "step", text: step + "zzzz: 1"),
    Case(schema: "scenario", definition: "contact", text: step + "press: { zzzz: 1 }"),
    Case(schema: "scenario", definition: "expect-event", text: step + "expect-event: { zzzz: 1 }"),
    Case(schema: "scenario", definition: "set-control", text: step + "set-control: { zzzz: 1 }"),
    Case(schema: "scenario", definition: "waveform", text: step + "waveform: { zzzz: 1 }"),
    Case(schema: "scenario", definition: "write-serial", text: step + "write-serial: { zzzz: 1 }"),
    Case(schema: "scenario", definition: "serial-event", text: step + "serial-event: { zzzz: 1 }"),
    Case(schema: "scenario", definition: "expect-pin", text: step + "expect-pin: { zzzz: 1 }"),
    Case(schema: "scenario", definition: "wait-serial", text: step + "wait-serial: { zzzz: 1 }"),
  ]

  @Test(arguments: cases)
  func `a schema allows the keys that its loader reads`(sample: Case) throws {
    #expect(try properties(of: sample) == loaderKeys(sample))
  }

  @Test(arguments: ["board", "wiring", "scenario"])
  func `every definition of a schema with keys is compared`(schema: String) throws {
    let definitions = try member("$defs", of: try read(schema)) ?? []
    let withKeys = try definitions.filter { try member("properties", of: $0.value) != nil }
    let compared = Self.cases.filter { $0.schema == schema }.compactMap(\.definition)
    #expect(withKeys.map(\.key).sorted() == compared.sorted())
  }

  private func properties(of sample: Case) throws -> [String] {
    var node = try read(sample.schema)
    if let name = sample.definition {
      let definitions = try member("$defs", of: node) ?? []
      node = try #require(definitions.first { $0.key == name }).value
    }
    return try #require(try member("properties", of: node)).map(\.key).sorted()
  }

  private func loaderKeys(_ sample: Case) throws -> [String] {
    let error = #expect(throws: FileError.self) {
      switch sample.schema {
      case "board": _ = try BoardLoader.load(text: sample.text, file: "f")
      case "wiring": _ = try WiringLoader.load(text: sample.text, file: "f", board: mockBoard())
      default: _ = try ScenarioLoader.load(text: sample.text, file: "f", wiring: doorbell())
      }
    }
    let diagnostic = try #require(error?.diagnostics.first { $0.found.contains("\"zzzz\"") })
    return try #require(diagnostic.allowed).split(separator: ", ").map(String.init)
  }

  /// A schema is JSON, and JSON is YAML.
  private func read(_ schema: String) throws -> YAMLNode {
    let report = Report(file: schema)
    let bytes = try SourceFile.read("\(repository)/docs/schemas/\(schema).schema.json")
    return try #require(YAMLReader.read(bytes, report), "\(report.failure)")
  }

  private func member(_ key: String, of node: YAMLNode) throws -> [YAMLNode.Entry]? {
    guard case .mapping(let entries) = node.content else { return nil }
    guard case .mapping(let members) = entries.first(where: { $0.key == key })?.value.content
    else { return nil }
    return members
  }
}
