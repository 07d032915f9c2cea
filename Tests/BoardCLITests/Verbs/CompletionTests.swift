import BoardFiles
import BoardHAL
import Testing

@testable import board_cli

struct CompletionTests {
  private let vocabulary: Vocabulary

  init() throws {
    vocabulary = Vocabulary(try WiringLoader.load(path: Repository.doorbell))
  }

  @Test(arguments: [
    ("pr", "ess "), ("press b", "utton "), ("press ", "button "), ("mask ", "button "),
    ("set led to", "ggle "), ("help adv", "ance "), ("un", ""), ("unp", "lug "),
    ("send ser", "ial"), ("lines --j", "son "), ("press button ", ""), ("nonsense x", ""),
  ])
  func `the tab key adds what can only be meant`(_ before: String, _ insertion: String) {
    #expect(Completion(of: before, vocabulary).insertion == insertion)
  }

  @Test func `where several words are possible they are listed`() {
    #expect(Completion(of: "un", vocabulary).candidates == ["unplug", "unmask"])
    #expect(Completion(of: "set led o", vocabulary).candidates == ["on", "off"])
    #expect(Completion(of: "", vocabulary).candidates.count == VerbTable.shown.count)
  }
}
