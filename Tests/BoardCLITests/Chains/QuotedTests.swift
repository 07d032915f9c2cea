import Testing

@testable import board_cli

struct QuotedTests {
  @Test(arguments: [
    ("plain", #""plain""#), ("a\"b\\c", #""a\"b\\c""#), ("\r\n\t", #""\r\n\t""#),
    ("\u{1B}[2J", #""\u{1B}[2J""#), ("grüß 👋", #""grüß 👋""#), ("\u{202E}x", #""\u{202E}x""#),
  ])
  func `text from outside cannot move the cursor`(_ text: String, _ quoted: String) {
    #expect(Quoted.text(text) == quoted)
  }
}
