import BoardHAL
import BoardHALLinux
import Testing

@testable import board_cli

struct EventFormatTests {
  private let event = LineEvent(
    line: WatchedLine(title: "\"BUTTON\"", line: ListedLines.directory.lines[0]),
    record: EdgeRecord(
      time: BoardInstant(nanoseconds: 1_000_002_500), edge: .falling, value: .inactive,
      sequence: 7, lost: 3, merged: 1, loss: [.overflow, .merged]),
    number: 12, delta: .microseconds(1_500))

  private func text(_ format: String, of event: LineEvent) throws -> String {
    try EventFormat(format).text(of: event)
  }

  @Test(arguments: [
    ("%o", "0"), ("%l", "BUTTON"), ("%c", "gpiochip0"), ("%e", "2"), ("%E", "falling"),
    ("%S", "1.000002500"), ("%U", "1970-01-01T00:00:01.000002500Z"), ("%q", "7"), ("%Q", "12"),
    ("%d", "0.001500000"), ("%g", "lost=3,merged=1"), ("%%", "%"), ("", ""),
    ("<%l> %e%%, é", "<BUTTON> 2%, é"),
  ])
  func `each letter is replaced, and all else stays`(_ format: String, _ expected: String) throws {
    #expect(try text(format, of: event) == expected)
  }

  @Test func `the first edge of a nameless line has neither name nor delta, and no gap`() throws {
    let first = LineEvent(
      line: WatchedLine(title: "gpiochip0:1", line: ListedLines.directory.lines[1]),
      record: EdgeRecord(time: .start, edge: .rising, value: .active, sequence: 1), number: 1,
      delta: nil)
    #expect(try text("%l %d %g", of: first) == "unnamed - -")
  }

  @Test func `what has no gap letter leaves losses to be told aside`() throws {
    #expect(try EventFormat("%g").tellsLosses)
    #expect(try !EventFormat("%q %Q").tellsLosses)
  }

  @Test func `an unknown letter is a mistake that lists those there are`() {
    #expect(
      throws: EventFormat.Mistake(
        description: "nothing is called %z; allowed: %o %l %c %e %E %S %U %L %q %Q %d %g %%")
    ) { try EventFormat("%o %z") }
    #expect(throws: EventFormat.Mistake.self) { try EventFormat("100%") }
  }

  @Test func `a letter of the first gpiomon is answered with that of the second`() {
    let error = #expect(throws: EventFormat.Mistake.self) { try EventFormat("%s.%n") }
    #expect(error?.description.contains("that is of gpiomon 1: %S is seconds") == true)
  }

  @Test func `the help lists every letter`() {
    #expect(EventFormat.help.count == EventFormat.Letter.allCases.count + 1)
    #expect(EventFormat.help.first == "%o   offset of the line on its chip")
  }

  @Test func `every sign of a loss is a phrase, and a word`() {
    let all = LineEvent(
      line: event.line,
      record: EdgeRecord(
        time: .start, edge: .rising, value: .active, sequence: 1, lost: 1, merged: 2,
        loss: [.overflow, .merged, .sameDirection, .resync]), number: 1, delta: nil)
    #expect(
      all.losses == [
        "lost 1 edge: the kernel's buffer was full",
        "merged 2 edges, of this line or others: they came too fast",
        "lost at least 1 edge: the one before went the same way",
        "lost at least 1 edge: the line was read, and was not what it had said last",
      ])
    #expect(all.gap == "lost=1,merged=2,same-direction,resync")
  }
}

extension EventFormat {
  /// The event as a line in virtual time.
  func text(of event: LineEvent) -> String {
    var text: [UInt8] = []
    write(event, on: .virtual, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
