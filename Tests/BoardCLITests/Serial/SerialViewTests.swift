import Testing

@testable import board_cli

struct SerialViewTests {
  /// The 21st of November 2026, 10:00 in Berlin.
  private static let start = WallTime(nanoseconds: 1_795_251_600_000_000_000, offset: 3_600)

  /// What is shown of bytes that came some milliseconds after the start.
  private func shown(
    _ pieces: [(text: String, after: Int64)], times: Bool = false,
    format: TimestampFormat = .timeOfDay, isHexadecimal: Bool = false
  ) -> String {
    var view = SerialView(
      map: CharacterMap(), showsTimes: times, format: format, isHexadecimal: isHexadecimal,
      lineEnd: "\n", start: Self.start)
    var bytes: [UInt8] = []
    for piece in pieces {
      for byte in piece.text.utf8 {
        view.show(byte, at: Self.start.earlier(by: -piece.after * 1_000_000), into: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `bytes are shown as they came`() {
    #expect(shown([("a\u{1B}[1m\r\n", 0), ("b", 9_000)]) == "a\u{1B}[1m\r\nb")
  }

  @Test(
    arguments: [
      (.timeOfDay, "[10:00:01.250] a\n[10:00:03.000] b"),
      (.sinceStart, "[00:00:01.250] a\n[00:00:03.000] b"),
      (.sinceLast, "[00:00:00.000] a\n[00:00:01.750] b"),
      (.iso8601, "[2026-11-21T10:00:01.250] a\n[2026-11-21T10:00:03.000] b"),
      (.epoch, "[1795251601] a\n[1795251603] b"),
      (.epochMicroseconds, "[1795251601.250000] a\n[1795251603.000000] b"),
    ] as [(TimestampFormat, String)])
  func `each line begins with the time of its first byte`(
    _ format: TimestampFormat, _ text: String
  ) {
    #expect(
      shown([("a", 1_250), ("\n", 2_000), ("b", 3_000)], times: true, format: format) == text)
  }

  @Test func `sixteen hexadecimal bytes are a row`() {
    #expect(
      shown([("0123456789ABCDEFx", 0)], isHexadecimal: true)
        == "30 31 32 33 34 35 36 37 38 39 41 42 43 44 45 46\n78")
  }

  @Test func `after a silence hexadecimal goes on in a new row, with its own time`() {
    #expect(
      shown([("\n", 0), ("a", 200), ("b", 401)], times: true, isHexadecimal: true)
        == "[10:00:00.000] 0A 61\n[10:00:00.401] 62")
  }

  @Test(
    arguments: [
      (0, "1970-01-01"), (951_782_400, "2000-02-29"), (4_107_542_399, "2100-02-28"),
      (4_107_542_400, "2100-03-01"), (-1, "1969-12-31"), (1_798_761_599, "2026-12-31"),
    ] as [(Int64, String)])
  func `dates are those of the calendar`(_ seconds: Int64, _ date: String) {
    #expect(WallTime(nanoseconds: seconds * 1_000_000_000, offset: 0).date == date)
  }

  @Test func `local time is ahead of UTC, into the next day too`() {
    let time = WallTime(nanoseconds: 86_399_000_000_000, offset: 7_200)
    #expect(time.date == "1970-01-02")
    #expect(time.clock == "01:59:59.000")
  }
}
