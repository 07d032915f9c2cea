import BoardHAL
import Testing

@testable import board_cli

struct PeriodTests {
  @Test(
    arguments: [
      ("20", 20_000_000), ("20ms", 20_000_000), ("10us", 10_000), ("1s", 1_000_000_000),
      ("2m", 120_000_000_000), ("1.5s", 1_500_000_000), ("0.5", 500_000), ("0", 0), ("250ns", 250),
    ] as [(String, Int64)])
  func `a period is spelt as libgpiod's tools spell it`(
    _ spelling: String, _ nanoseconds: Int64
  ) throws {
    #expect(try Period(spelling).length == Nanoseconds(nanoseconds))
  }

  @Test(arguments: ["", "-1", "1h", "ms", "1 h", "9223372036854775807m"])
  func `what is no period says what would be`(_ spelling: String) {
    let error = #expect(throws: (any Error).self) { try Period(spelling) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("is no length of time; allowed: 20 or 20ms"))
  }
}
