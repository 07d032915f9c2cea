import BoardHAL
import BoardHALLinux
import Firmware

/// Prints events as they come, and losses beside them, each as a line.
final class EventPrinter {
  /// How an event is printed.
  enum Form: Equatable {
    /// Time, edge and line, with tabs between, as gpiomon prints them.
    case plain(Stamp)
    case format(EventFormat)
    /// JSON Lines.
    case json
    /// Not at all.
    case quiet
  }

  /// Which time a plain line begins with.
  enum Stamp {
    case seconds, universal, local
  }

  private let form: Form
  private let clock: LineClock
  private var output = OutputFile.standardOutput
  private var json = JSONText()

  init(_ form: Form, _ clock: LineClock) {
    self.form = form
    self.clock = clock
  }

  /// Why nothing is printed any more, or nil.
  var failure: OutputError? { output.failure }

  /// Prints something else than an event.
  func print(_ line: String) { output.append(line + "\n") }

  /// Prints an event, to be written with the next `flush`.
  func print(_ event: LineEvent) {
    switch form {
    case .plain(let stamp):
      let time = time(event.record.time, stamp)
      for loss in event.losses { print("\(time)\t\(loss)\t\(event.line.title)") }
      print("\(time)\t\(event.record.edge.word)\t\(event.line.title)")
    case .format(let format):
      // Lines of this form are for programs: what these did not ask for is said aside.
      if !format.tellsLosses { complain(event) }
      print(format.text(of: event, on: clock))
    case .json:
      encode(event)
      output.append(contentsOf: json.bytes)
      json.removeAll()
    case .quiet:
      complain(event)
    }
  }

  /// Writes what was printed.
  func flush() { output.flush() }

  private func complain(_ event: LineEvent) {
    for loss in event.losses {
      Command.complain("\(clock.seconds(event.record.time)) \(event.line.title): \(loss)")
    }
  }

  private func time(_ instant: BoardInstant, _ stamp: Stamp) -> String {
    switch stamp {
    case .seconds: clock.seconds(instant)
    case .universal: clock.universal(instant)
    case .local: clock.local(instant)
    }
  }

  private func encode(_ event: LineEvent) {
    let record = event.record
    let line = event.line.line
    json.object { json in
      json.member("seconds", clock.seconds(record.time))
      json.member("date", clock.universal(record.time))
      json.member("chip", line.chip.name)
      json.member("offset", line.offset)
      if let name = line.name { json.member("name", name) }
      json.member("edge", record.edge.word)
      json.member("value", Int(record.value.rawValue))
      json.member("sequence", record.sequence)
      json.member("number", event.number)
      if let delta = event.delta { json.member("delta-nanoseconds", delta.count) }
      if record.lost > 0 { json.member("lost", record.lost) }
      if record.merged > 0 { json.member("merged", record.merged) }
      if record.loss.contains(.sameDirection) { json.member("same-direction", true) }
      if record.loss.contains(.resync) { json.member("resync", true) }
    }
    json.endLine()
  }
}
