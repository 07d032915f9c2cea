import Testing

@testable import board_cli

struct WordsTests {
  @Test(arguments: [
    ("press button 80ms", ["press", "button", "80ms"]),
    ("  two   blanks\tand a tab ", ["two", "blanks", "and", "a", "tab"]),
    (#"send console "two words""#, ["send", "console", "two words"]),
    (#"send console 'as \n it is'"#, ["send", "console", #"as \n it is"#]),
    (#"a\ b "c\td" e\x41"#, ["a b", "c\td", "eA"]),
    (#"joined"to"gether"#, ["joinedtogether"]),
    (#"empty "" word"#, ["empty", "", "word"]),
    ("get led # the lamp", ["get", "led"]),
    ("not#a comment", ["not#a", "comment"]),
    ("", []), ("   ", []), ("# all comment", []),
  ])
  func `a line splits into words`(_ line: String, _ words: [String]) throws {
    #expect(try Words.split(line).map { String(decoding: $0, as: UTF8.self) } == words)
  }

  @Test func `a word can hold bytes that are no text`() throws {
    #expect(try Words.split(#"\xFF\x00"#) == [[0xFF, 0x00]])
  }

  @Test(arguments: [#"send "open"#, #"ends in \"#, #"\xG0"#, #"\x4"#])
  func `a line that means nothing is refused, with the remedy`(_ line: String) {
    #expect(throws: VerbError.self) { try Words.split(line) }
  }
}
