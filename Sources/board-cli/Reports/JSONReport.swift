import BoardFiles
import BoardHAL
import Firmware

/// Prints a run for machines: its trace as JSON Lines, and a summary object at the end.
final class JSONReport: Report {
  /// The version of the summary object; counts its incompatible changes.
  static let summaryVersion = 1

  private let trace: TraceWriter

  init(_ firmware: Firmware, _ sources: WiringSources, isLive: Bool) {
    trace = TraceWriter(.standardOutput, firmware, sources, isLive: isLive)
  }

  var failure: OutputError? { trace.failure }

  func begin(_ wiring: WiringDescription, _ firmware: Firmware) {
    trace.begin(wiring)
  }

  func add(_ event: TraceEvent) {
    trace.add(event)
  }

  func settle() {
    trace.settle()
  }

  func end(_ end: RunEnd, _ summary: Summary) {
    var json = JSONText()
    json.object { json in
      json.member("summary", Self.summaryVersion)
      end.encode(to: &json)
      summary.encode(to: &json)
    }
    json.endLine()
    trace.finish(with: json.bytes)
  }
}
