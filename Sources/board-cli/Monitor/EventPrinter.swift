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
  // One thread calls it, and nothing that it calls calls it back (as with `LinuxBoard`).
  @exclusivity(unchecked) private var output = OutputFile.standardOutput
  @exclusivity(unchecked) private var json = JSONText()

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
      for loss in event.losses { print(loss, of: event, stamp) }
      print(event.record.edge.word, of: event, stamp)
    case .format(let format):
      // Lines of this form are for programs: what these did not ask for is said aside.
      if !format.tellsLosses { complain(event) }
      output.appendLine { format.write(event, on: clock, to: &$0) }
    case .json:
      encode(event)
      output.append(contentsOf: json.bytes)
      json.removeAll()
    case .quiet:
      complain(event)
    }
  }

  /// Writes what was printed, where no reader can be slow: to a file on a disk.
  func flush() { output.flush() }

  /// Writes what was printed; a reader that is slow does not keep a signal from being heard.
  ///
  /// - Parameter signals: What may end the writing; the rest is then let go.
  /// - Returns: the signal that came, or nil when all is written.
  func flush(until signals: borrowing TerminationSignals) -> TerminationSignal? {
    while output.hasGathered {
      if let signal = signals.wait(orWriting: Descriptor.output) { return signal }
      output.flushPart()
    }
    return nil
  }

  private func complain(_ event: LineEvent) {
    for loss in event.losses {
      Command.complain("\(clock.seconds(event.record.time)) \(event.line.title): \(loss)")
    }
  }

  /// Prints a plain line.
  private func print(_ what: String, of event: LineEvent, _ stamp: Stamp) {
    let instant = event.record.time
    output.appendLine { text in
      switch stamp {
      case .seconds: clock.append(seconds: instant, to: &text)
      case .universal: text.append(clock.universal(instant))
      case .local: text.append(clock.local(instant))
      }
      text.append("\t" as Unicode.Scalar)
      text.append(what)
      text.append("\t" as Unicode.Scalar)
      text.append(event.line.title)
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
