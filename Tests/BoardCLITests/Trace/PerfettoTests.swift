import Firmware
import Testing

@testable import board_cli

/// The JSON for Perfetto, checked against what Chrome's trace format asks for.
struct PerfettoTests {
  private struct Event {
    let phase: String
    let track: String
    let members: [String: JSONValue]

    init(_ value: JSONValue) throws {
      guard case .object(let members) = value, case .text(let phase)? = members["ph"],
        case .integer(let process)? = members["pid"], case .integer(let thread)? = members["tid"],
        case .text? = members["name"]
      else { throw JSONValue.Mistake(offset: 0, found: "an event without the members of all") }
      self.members = members
      self.phase = phase
      track = "\(process).\(thread)"
    }

    /// A time of the event, in nanoseconds.
    func time(_ name: String) throws -> Int64 {
      switch members[name] {
      case .number(let text):
        let parts = text.split(separator: ".")
        try #require(parts.count == 2 && parts[1].count == 3)
        return try #require(Int64(parts[0] + parts[1]))
      default: throw JSONValue.Mistake(offset: 0, found: "no \(name) with three decimals")
      }
    }

    func text(_ name: String) -> String? {
      if case .text(let text)? = members[name] { text } else { nil }
    }
  }

  private func events(_ name: String) throws -> [Event] {
    let trace = try TraceFile(Array(try Golden.text("\(name).jsonl").utf8), name: name)
    let text = PerfettoTrace(trace).text
    guard case .object(let top) = try JSONReader.read(text[...]),
      case .array(let events)? = top["traceEvents"]
    else {
      Issue.record("no object with traceEvents")
      return []
    }
    #expect(top["displayTimeUnit"] == .text("ns"))
    return try events.map(Event.init)
  }

  @Test(arguments: ["doorbell", "echo"])
  func `every event has the members that its phase needs`(_ name: String) throws {
    for event in try events(name) {
      switch event.phase {
      case "M":
        #expect(
          ["process_name", "thread_name", "thread_sort_index"].contains(event.text("name")))
        #expect(event.members["args"] != nil)
      case "X":
        #expect(try event.time("ts") >= 0)
        #expect(try event.time("dur") > 0)
        #expect(event.text("cat") != nil)
      case "C", "i":
        #expect(try event.time("ts") >= 0)
      case "s", "f":
        #expect(try event.time("ts") >= 0)
        #expect(event.members["id"] != nil && event.text("cat") == "hand-off")
      default: Issue.record("phase \(event.phase)")
      }
    }
  }

  @Test(arguments: ["doorbell", "echo"])
  func `the slices of a track do not overlap`(_ name: String) throws {
    let slices = Dictionary(grouping: try events(name).filter { $0.phase == "X" }, by: \.track)
    for (track, slices) in slices {
      let spans = try slices.map { (start: try $0.time("ts"), length: try $0.time("dur")) }
        .sorted { $0.start < $1.start }
      for (first, second) in zip(spans, spans.dropFirst()) {
        #expect(first.start + first.length <= second.start, "track \(track)")
      }
    }
  }

  @Test(arguments: [("doorbell", 30 + 30 + 9), ("echo", 50 + 50 + 10)])
  func `each arrow leads from one slice to another`(_ name: String, _ count: Int) throws {
    let events = try events(name)
    let slices = try events.filter { $0.phase == "X" }.map { event in
      (track: event.track, start: try event.time("ts"), length: try event.time("dur"))
    }
    func isInSlice(_ event: Event) throws -> Bool {
      let time = try event.time("ts")
      return slices.contains {
        $0.track == event.track && $0.start <= time && time < $0.start + $0.length
      }
    }
    let starts = events.filter { $0.phase == "s" }
    let ends = events.filter { $0.phase == "f" }
    #expect(starts.count == count)
    #expect(starts.map { $0.members["id"] } == ends.map { $0.members["id"] })
    for (start, end) in zip(starts, ends) {
      #expect(try isInSlice(start) && isInSlice(end), "arrow \(start.members)")
      #expect(start.track != end.track)
    }
  }
}
