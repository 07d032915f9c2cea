import Testing

@testable import board_cli

struct JSONReaderTests {
  private func read(_ text: String) throws(JSONValue.Mistake) -> JSONValue {
    try JSONReader.read(Array(text.utf8)[...])
  }

  @Test(arguments: [
    ("{}", JSONValue.object([:])),
    (" [ ] ", .array([])),
    (
      #"{"a":1,"b":[true,false,null]}"#,
      .object(["a": .integer(1), "b": .array([.flag(true), .flag(false), .null])])
    ),
    ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .number("9223372036854775808")),
    ("1.5e3", .number("1.5e3")),
    (#""a\"b\\\/\n\u00fc\ud83d\ude00""#, .text("a\"b\\/\nü😀")),
  ])
  func `what JSON says is read`(_ text: String, _ value: JSONValue) throws {
    #expect(try read(text) == value)
  }

  @Test(arguments: [
    ("", 0, "the line ends in the middle"),
    ("{\"a\":1", 6, "the line ends in the middle"),
    ("{\"a\" 1}", 5, "no colon"),
    ("[1 2]", 3, "no comma"),
    ("[1,]", 3, "no JSON value begins here"),
    ("{a:1}", 1, "a member without a name in quotes"),
    ("{\"a\":1,\"a\":2}", 7, "\"a\" for the second time"),
    ("nul", 0, "no JSON value begins here"),
    ("1-2", 0, "a number that is none"),
    ("{} x", 3, "something behind the object"),
    ("\"\\ud800\"", 7, "an escape that is no character"),
    ("\"\\x\"", 2, "an unknown escape"),
    ("\"\\u12\"", 3, "an escape without four digits"),
    ("\"a", 2, "the line ends in the middle"),
    ("\"\t\"", 1, "a control character in a text"),
  ])
  func `a mistake has a place`(_ text: String, _ offset: Int, _ found: String) {
    #expect(throws: JSONValue.Mistake(offset: offset, found: found)) { try read(text) }
  }

  @Test func `nesting without end is refused`() {
    #expect(throws: JSONValue.Mistake(offset: 32, found: "nested too deeply")) {
      try read(String(repeating: "[", count: 100_000))
    }
  }
}
