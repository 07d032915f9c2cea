import Testing

@testable import board_cli

struct PictureLineTests {
  @Test func `a line is cut where the screen ends, colour or not`() {
    var line = PictureLine("doorbell", .told)
    line.append(" on ")
    line.append("mock", .faint)
    #expect(line.width == 16)
    #expect(line.text(columns: 14, hasColour: false) == "doorbell on mo")
    #expect(
      line.text(columns: 14, hasColour: true)
        == "\u{1B}[1mdoorbell\u{1B}[0m on \u{1B}[2mmo\u{1B}[0m")
  }

  @Test func `padding goes up to a column, and not back`() {
    var line = PictureLine("ab")
    line.pad(to: 5)
    line.append("c")
    line.pad(to: 3)
    #expect(line.text(columns: 80, hasColour: false) == "ab   c")
  }
}
