import Testing

@testable import BoardFiles

struct SuggestionTests {
  @Test(arguments: [
    ("button", "button", 0), ("buton", "button", 1), ("buttn", "button", 1),
    ("btuton", "button", 1), ("bottom", "button", 2), ("", "led", 3), ("LED", "led", 0),
  ])
  func `the distance counts slips`(first: String, second: String, distance: Int) {
    #expect(Suggestion.distance(first, second) == distance)
    #expect(Suggestion.distance(second, first) == distance)
  }

  @Test func `the nearest word is suggested`() {
    #expect(Suggestion.nearest(to: "buton", among: ["bottle", "button", "led"]) == "button")
  }

  @Test func `of two words as near, the one that begins alike is suggested`() {
    #expect(Suggestion.nearest(to: "of", among: ["on", "off"]) == "off")
  }

  @Test func `a single letter is no slip of another`() {
    #expect(Suggestion.nearest(to: "2", among: ["1"]) == nil)
  }

  @Test func `a far word is not suggested`() {
    #expect(Suggestion.nearest(to: "spaceship", among: ["button", "led"]) == nil)
  }

  @Test func `a word of a thousand letters is not compared`() {
    let word = String(repeating: "a", count: 1000)
    #expect(Suggestion.nearest(to: word, among: [word + "b"]) == nil)
  }
}
