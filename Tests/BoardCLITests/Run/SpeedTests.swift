import BoardHAL
import Testing

@testable import board_cli

struct SpeedTests {
  @Test(arguments: [
    ("real", Speed.times(1)), ("max", Speed.max), ("10", .times(10)), ("0.5", .times(0.5)),
  ])
  func `a speed is a word or a factor`(_ text: String, _ speed: Speed) {
    #expect(Speed(argument: text) == speed)
  }

  @Test(arguments: ["", "0", "-1", "nan", "inf", "1e-9", "fast", "10x"])
  func `time neither stands still nor runs backwards`(_ text: String) {
    #expect(Speed(argument: text) == nil)
  }

  @Test func `a run's length is spelt as in files`() {
    #expect(RunLength(argument: "1.5s")?.length == .milliseconds(1_500))
    #expect(RunLength(argument: "10") == nil)
  }
}
