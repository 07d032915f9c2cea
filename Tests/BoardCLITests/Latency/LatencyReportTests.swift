import BoardHAL
import Firmware
import Testing

@testable import board_cli

/// A report is a function of its trace.
struct LatencyReportTests {
  /// A trace of one line at level 5 and one at level 7; times are in microseconds.
  private func trace(_ happenings: [(time: Int64, rest: String)]) throws -> TraceFile {
    var lines = [
      """
      {"trace":2,"wiring":"test","board":"bare","clock":"monotonic","service-time":0,\
      "deferred-time":0,"accounting":true,"processors":1,"devices":["slow","quick"],\
      "lines":[{"line":"A","level":5,"devices":["slow"],"source":"software"},\
      {"line":"B","level":7,"devices":["quick"],"source":"software"}],"outputs":[],"sources":[]}
      """
    ]
    for happening in happenings {
      lines.append(#"{"time":\#(happening.time * 1000),"processor":0,"event":\#(happening.rest)}"#)
    }
    lines.append("{\"end\":\(happenings.count),\"dropped\":0}")
    return try TraceFile(Array((lines.joined(separator: "\n") + "\n").utf8), name: "t.jsonl")
  }

  private func edge(_ line: String, _ number: Int = 1) -> String {
    #""edge","line":"\#(line)","edge":"rising","value":"active","sequence":\#(number)"#
  }

  private func began(_ line: String, _ device: String, _ level: Int) -> String {
    #""service-began","line":"\#(line)","device":"\#(device)","level":\#(level)"#
  }

  private func ended(_ line: String, _ device: String, _ outcome: String = "queued") -> String {
    #""service-ended","line":"\#(line)","device":"\#(device)","outcome":"\#(outcome)","call":0"#
  }

  private func called(_ device: String) -> String {
    #""deferred-began","device":"\#(device)","call":0"#
  }

  private func returned(_ device: String) -> String {
    #""deferred-ended","device":"\#(device)","call":0,"items":1,"lost":0"#
  }

  /// An edge on A, whose service B's interrupts; then both deferred calls, and an event of A's.
  private func nested() throws -> TraceFile {
    try trace([
      (0, edge("A")), (10, began("A", "slow", 5)),
      (12, edge("B")), (13, began("B", "quick", 7)), (18, ended("B", "quick")),
      (20, ended("A", "slow")),
      (25, called("quick")), (26, returned("quick")),
      (28, #""work-began","device":"quick""#),
      (29, #""work-ended","device":"quick","items":1,"lost":0"#),
      (30, called("slow")),
      (31, #""device-event","device":"slow","name":"done","value":0"#),
      (33, returned("slow")),
      (40, #""device-event-delivered","device":"slow","name":"done""#),
    ])
  }

  @Test("L92 each hand-off is measured, and the worst case has an owner and a place")
  func handOffs() throws {
    let report = LatencyReport(try nested())
    let told = report.rows.map { row in
      [row.histogram.count]
        + [row.histogram.shortest, row.histogram.longest, row.histogram.mean]
        .map { UInt64($0.count / 1000) }
    }
    // From A's edge 10, from B's 1; to the calls 7 and 10; from the edges 13 and 30; to B's work
    // item 2; the event 9.
    #expect(
      told == [[2, 1, 10, 5], [2, 7, 10, 8], [2, 13, 30, 21], [1, 2, 2, 2], [1, 9, 9, 9]])
    #expect(
      report.rows.map { $0.worst.map { report.trace.names.name(of: $0.device) } }
        == ["slow", "slow", "slow", "quick", "slow"])
    #expect(report.rows.map { $0.worst?.line } == [3, 12, 12, 10, 15])
  }

  @Test("L91 the time of each device is its own, without what interrupted it")
  func usage() throws {
    let report = LatencyReport(try nested())
    #expect(report.usage.map { $0.services.own } == [.microseconds(5), .microseconds(5)])
    #expect(report.usage.map { $0.services.longest } == [.microseconds(10), .microseconds(5)])
    #expect(report.usage.map { $0.deferredCalls.own } == [.microseconds(3), .microseconds(1)])
  }

  @Test("L91 the time of each device is told for each interval")
  func intervals() throws {
    let report = LatencyReport(try nested())
    let intervals = report.intervals(of: .microseconds(15))
    #expect(intervals.map(\.start) == [0, 15, 30].map { .start + .microseconds($0) })
    #expect(
      intervals.map(\.own) == [
        [.microseconds(3), .microseconds(2)], [.microseconds(2), .microseconds(4)],
        [.microseconds(3), .zero],
      ])
  }

  @Test("L91 L92 a fixed trace gives a fixed report", arguments: ["doorbell", "echo"])
  func fixedReport(_ name: String) throws {
    let text = try Golden.text("\(name).jsonl")
    let report = LatencyReport(try TraceFile(Array(text.utf8), name: "\(name).jsonl"))
    try Golden.expect(
      LatencyText(report, interval: .milliseconds(500)).lines.joined(separator: "\n") + "\n",
      "\(name).latency.txt")
    try Golden.expect(String(decoding: report.json, as: UTF8.self), "\(name).latency.json")
    try Golden.expect(LatencyPlot(report).text, "\(name).latency.svg")
  }

  @Test func `records wait for their services in order`() throws {
    let report = LatencyReport(
      try trace([
        (0, edge("A", 1)), (1, edge("A", 2)), (5, began("A", "slow", 5)),
        (6, ended("A", "slow")), (7, began("A", "slow", 5)), (8, ended("A", "slow", "merged")),
        (9, called("slow")), (10, returned("slow")),
      ]))
    #expect(report.rows[0].histogram.longest == .microseconds(6))
    #expect(report.rows[0].histogram.shortest == .microseconds(5))
    // Both led to the one run.
    #expect(report.rows[2].histogram.count == 2)
  }

  @Test func `what was merged or ignored waits for nothing`() throws {
    let raised = #""raised","line":"A""#
    let report = LatencyReport(
      try trace([
        (0, raised), (1, raised), (1, #""merged","line":"A""#), (5, began("A", "slow", 5)),
        (6, ended("A", "slow", "claimed")), (7, raised), (7, #""ignored","line":"A""#),
      ]))
    #expect(report.rows[0].histogram.count == 1)
    #expect(report.rows[0].histogram.longest == .microseconds(5))
  }

  @Test func `stamps that run backwards are counted apart`() throws {
    let report = LatencyReport(
      try trace([(5, edge("A")), (4, began("A", "slow", 5)), (6, ended("A", "slow", "claimed"))]))
    #expect(report.rows[0].backwards == 1)
    #expect(report.rows[0].histogram.count == 0)
  }
}
