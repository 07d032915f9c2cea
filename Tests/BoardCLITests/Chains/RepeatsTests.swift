import BoardHAL
import Testing

@testable import board_cli

struct RepeatsTests {
  private func chain(_ cause: String, at milliseconds: Int64, _ steps: String...) -> Chain {
    Chain(
      time: .start + .milliseconds(milliseconds), cause: cause,
      steps: steps.map { Chain.Step(text: $0) })
  }

  private func shown(_ chains: [Chain]) -> [String] {
    var repeats = Repeats()
    let lines = chains.flatMap { repeats.add($0) } + repeats.end()
    return lines.map { "\($0.time.nanoseconds / 1_000_000) \($0.cause)" }
  }

  @Test func `different chains are all shown`() {
    #expect(
      shown([chain("a", at: 1), chain("b", at: 2), chain("a", at: 3), chain("a", at: 4, "x")])
        == ["1 a", "2 b", "3 a", "4 a"])
  }

  @Test func `a chain that comes twice is shown twice`() {
    #expect(shown([chain("a", at: 1), chain("a", at: 2)]) == ["1 a", "2 a"])
  }

  @Test func `more are counted, up to the one that differs`() {
    #expect(
      shown([
        chain("a", at: 1), chain("a", at: 2), chain("a", at: 3), chain("b", at: 4),
        chain("a", at: 5),
      ]) == ["1 a", "3 … 2 more like it", "4 b", "5 a"])
  }
}
