import BoardHAL
import Testing

@testable import board_cli

struct LineAssignmentTests {
  @Test(
    arguments: [
      ("LED=1", "LED", .active), ("LED=off", "LED", .inactive), ("\"LED\"=TRUE", "LED", .active),
      ("gpiochip0:27=inactive", "gpiochip0:27", .inactive), ("a=b=on", "a=b", .active),
    ] as [(String, String, LineValue)])
  func `a line is given a value in the words of gpioset`(
    _ argument: String, _ line: String, _ value: LineValue
  ) throws {
    let assignment = try LineAssignment(argument)
    #expect(assignment.line == line)
    #expect(assignment.value == value)
  }

  @Test func `all that is wrong is told at once`() {
    #expect(
      throws: LineMistakes([
        "\"LED\" gives no line a value; allowed: LINE=1, LINE=0",
        "\"=1\" gives no line a value; allowed: LINE=1, LINE=0",
        "\"LED=2\": a line is not set to \"2\"; allowed: 1, 0, active, inactive, on, off, true,"
          + " false",
      ])
    ) { try LineAssignment.all(["LED", "A=1", "=1", "LED=2"]) }
  }
}

struct TogglePeriodsTests {
  @Test func `a sequence repeats, unless it ends with 0`() throws {
    let blink = try TogglePeriods("100ms,900ms")
    #expect(blink.periods == [.milliseconds(100), .milliseconds(900)])
    #expect(blink.repeats)
    let pulse = try TogglePeriods("20,0")
    #expect(pulse.periods == [.milliseconds(20)])
    #expect(!pulse.repeats)
    #expect(try TogglePeriods("0") == TogglePeriods("0s"))
    #expect(try TogglePeriods("0").periods == [])
  }

  @Test(arguments: ["", "1,", ",1", "x"])
  func `a sequence has no empty places`(_ text: String) {
    #expect(throws: (any Error).self) { try TogglePeriods(text) }
  }
}
