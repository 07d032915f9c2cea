import BoardFiles
import Testing

/// Text that is not the YAML we take, seen through the wiring loader as a user sees it.
struct YAMLReaderTests {
  private func read(_ text: String) -> [String] {
    mistakes { () throws(FileError) in try WiringLoader.load(text: text, file: "w.yaml") }
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n"])
  func `an empty file is refused`(text: String) {
    let found = read(text)
    #expect(found.count == 1)
    #expect(
      found.allSatisfy {
        $0.contains("the file is empty; allowed: a mapping of keys to values")
          || $0.contains("the wiring is empty; allowed: a mapping of keys to values")
      }, "\(found)")
  }

  @Test(arguments: [("just text", "\"just text\""), ("- a\n- b\n", "a list")])
  func `a file that is no mapping is refused`(text: String, summary: String) {
    #expect(
      read(text) == [
        "w.yaml:1:1: error: the wiring is \(summary); allowed: a mapping of keys to values"
      ])
  }

  @Test func `a NUL byte is named with its place`() {
    #expect(
      read("name: a\nboard: m\0ock\n") == [
        "w.yaml:2:9: error: byte 0x00 is not text; allowed: UTF-8 text without NUL bytes"
      ])
  }

  @Test func `a file over the size limit is refused before it is parsed`() {
    #expect(
      read(String(repeating: "# padding\n", count: 110_000)) == [
        "w.yaml: error: the file is too large; allowed: at most 1048576 bytes"
      ])
  }

  @Test func `a tab that indents is named`() {
    #expect(
      read("name: a\ndevices:\n\tbutton: b\n") == [
        "w.yaml:3:1: error: a tab stands where spaces must; allowed: spaces"
      ])
  }

  @Test func `a tab after another script is still found`() {
    #expect(
      read("title: 門鈴\ndevices:\n\tbutton: b\n") == [
        "w.yaml:3:1: error: a tab stands where spaces must; allowed: spaces"
      ])
  }

  @Test func `a broken line is reported where the parser stopped`() {
    #expect(
      read("name: a\nboard: [mock\ndevices: {}\n") == [
        "w.yaml:3:8: error: not YAML: did not find expected ',' or ']'"
      ])
  }

  @Test func `anchors and aliases are refused, each of them`() {
    let bomb = """
      a: &a [x, x]
      b: [*a, *a]
      """
    let found = read(bomb).filter { $0.contains("not supported") }
    #expect(
      found == [
        "w.yaml:1:4: error: anchor \"&a\" is not supported; allowed: the value written out",
        "w.yaml:2:5: error: alias \"*a\" is not supported; allowed: the value written out",
        "w.yaml:2:9: error: alias \"*a\" is not supported; allowed: the value written out",
      ])
  }

  @Test func `tags are refused`() {
    #expect(
      read("!!python/object:os.system\nname: a\nboard: mock\ndevices: {}\n").first
        == "w.yaml:1:1: error: tag \"tag:yaml.org,2002:python/object:os.syste…\" "
        + "is not supported; allowed: the value written out")
  }

  @Test func `deep nesting stops at a limit`() {
    #expect(
      read("a: " + String(repeating: "[", count: 100_000)) == [
        "w.yaml:1:19: error: values nest too deeply; allowed: at most 16 levels"
      ])
  }

  @Test func `a second document is refused`() {
    let found = read("name: a\n---\nname: b\n")
    #expect(
      found.contains(
        "w.yaml:3:1: error: a second document begins; allowed: one document per file"))
  }

  @Test func `duplicate keys name the line of the first`() throws {
    #expect(
      try wiringMistakes("name: a\nboard: mock\nname: b\ndevices: {}\n") == [
        "w.yaml:3:1: error: key \"name\" appears twice; the first is on line 1; "
          + "allowed: each key once"
      ])
  }

  @Test func `a list cannot be a key`() throws {
    #expect(
      try wiringMistakes("name: a\nboard: mock\ndevices: {}\n? [x]\n: y\n") == [
        "w.yaml:4:3: error: a list cannot be a key; allowed: a word"
      ])
  }

  @Test func `a byte order mark and Windows line ends are taken`() throws {
    #expect(try wiringMistakes("\u{FEFF}name: a\r\nboard: mock\r\ndevices: {}\r\n").isEmpty)
  }

  @Test func `control characters in a message are spelt out`() throws {
    #expect(
      try wiringMistakes("name: a\nboard: mock\ndevices: {}\n\"\\e[2Jx\": y\n") == [
        "w.yaml:4:1: error: unknown key \"\\u{1b}[2Jx\" in the wiring; "
          + "allowed: board, devices, name, reactions, title"
      ])
  }
}
