import Testing

@testable import board_cli

/// The bar for whoever waits for an exploration.
@Suite struct `The progress of exploring` {
  @Test(arguments: [
    (0, "[..............................] 0 %, 0 of"),
    (500, "[###############...............] 50 %, 500 of"),
    (1000, "[##############################] 100 %, 1000 of"),
    (1200, "[##############################] 100 %, 1200 of"),
  ])
  func `is a bar over the allowance`(schedules: Int, text: String) {
    let line = ExploreProgress.line(schedules, of: 1000, after: .seconds(2))
    #expect(line.hasPrefix("exploring \(text) at most 1000 schedules"))
  }

  @Test func `tells the pace`() {
    let line = ExploreProgress.line(5000, of: 10_000, after: .milliseconds(2500))
    #expect(line.hasSuffix("2000 a second"))
  }
}
