import BoardFiles
import BoardHAL
import Firmware
import Testing

@testable import board_cli

/// Trace files, whole and damaged.
struct TraceFileTests {
  private static func lines() throws -> [String] {
    try Golden.text("doorbell.jsonl").split(separator: "\n").map(String.init)
  }

  private func failure(_ lines: [String], ending: String = "\n") throws -> String? {
    do {
      _ = try TraceFile(Array((lines.joined(separator: "\n") + ending).utf8), name: "t.jsonl")
      return nil
    } catch {
      return error.description
    }
  }

  @Test(arguments: ["doorbell", "echo"])
  func `what was read is written again, to the byte`(_ name: String) throws {
    let text = try Golden.text("\(name).jsonl")
    let trace = try TraceFile(Array(text.utf8), name: name)
    var encoder = TraceEncoder()
    encoder.encode(trace.header)
    for entry in trace.entries {
      for event in entry.events { encoder.encode(event, trace.names) }
    }
    encoder.encodeEnd(dropped: UInt64(trace.dropped))
    #expect(String(decoding: encoder.bytes, as: UTF8.self) == text)
  }

  @Test func `a file that is no trace says so`() throws {
    for text in ["hello", "{}", "[1]", "{\"summary\":1}", "\u{7F}ELF"] {
      #expect(
        try failure([text])
          == "t.jsonl:1:1: error: is no trace: its first line has no \"trace\"; "
          + "allowed: a trace, as board-cli run --record writes it")
    }
  }

  @Test func `an empty file says so`() throws {
    #expect(throws: FileError.self) { try TraceFile([], name: "t.jsonl") }
  }

  @Test(arguments: [("1", "older ones lack the bytes"), ("3", "or a newer one")])
  func `another version says what to do`(_ version: String, _ remedy: String) throws {
    var lines = try Self.lines()
    lines[0] = lines[0].replacing("\"trace\":2", with: "\"trace\":\(version)")
    let failure = try #require(try failure(lines))
    #expect(failure.hasPrefix("t.jsonl:1:1: error: a trace of version \(version)"))
    #expect(failure.contains(remedy))
  }

  @Test func `a trace that was cut off says where`() throws {
    let lines = try Self.lines()
    #expect(
      try failure(lines.dropLast())?.hasPrefix(
        "t.jsonl:\(lines.count - 1):1: error: the trace is cut short: its last line is missing")
        == true)
    #expect(
      try failure(Array(lines[..<10]) + ["{\"time\":5"], ending: "")?.hasPrefix(
        "t.jsonl:11:1: error: the trace is cut short in the middle of this line") == true)
  }

  @Test func `a line that is missing is noticed`() throws {
    var lines = try Self.lines()
    lines.remove(at: 20)
    #expect(try failure(lines)?.contains("happenings, and had") == true)
  }

  @Test func `every damaged line is named at once`() throws {
    var lines = try Self.lines()
    lines[5] = "{\"time\":"
    lines[6] = lines[6].replacing("button", with: "butler")
    lines[7] = lines[7].replacing("\"processor\":0", with: "\"processor\":-1")
    #expect(
      try failure(lines) == """
        t.jsonl:6:9: error: the line ends in the middle; allowed: a line of JSON
        t.jsonl:7:1: error: unknown device "butler"; allowed: button, led
        t.jsonl:8:1: error: "processor" is -1; allowed: 0 to 255
        """)
  }

  @Test func `a file that is damaged all through is not told line by line`() throws {
    let lines = try Self.lines()
    let damaged = lines.map { $0.hasPrefix("{\"time\"") ? "x" : $0 }
    #expect(try failure(damaged)?.split(separator: "\n").count == 21)
  }

  @Test func `happenings that a later program has added are passed over`() throws {
    var lines = try Self.lines()
    let end = lines.count - 1
    lines[end] = "{\"end\":\(end),\"dropped\":0,\"more\":[1.5]}"
    lines.insert("{\"time\":9891176000,\"processor\":0,\"event\":\"rained\",\"mm\":3}", at: end)
    let trace = try TraceFile(Array((lines.joined(separator: "\n") + "\n").utf8), name: "t")
    #expect(trace.entries.count == end - 1)
  }

  @Test func `what comes behind the last line is not the trace's`() throws {
    #expect(try failure(Self.lines() + ["{\"summary\":1}"]) == nil)
  }
}
