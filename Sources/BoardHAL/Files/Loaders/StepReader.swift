import BoardHAL

/// Reads the steps of a scenario: each a mapping of one verb to what it needs.
struct StepReader {
  let wiring: WiringDescription
  let report: Report

  let references: ReferenceReader

  init(wiring: WiringDescription, report: Report) {
    self.wiring = wiring
    self.report = report
    let devices = wiring.devices.map { ($0.name, Optional($0)) }
    references = ReferenceReader(devices: Dictionary(devices) { first, _ in first })
  }

  /// The steps, each with the line it stands on.
  var steps: ValueReader<[ScenarioStep]> {
    .list(
      of: ValueReader(allowed: "steps") { node, _, _ in
        step(node).map { ScenarioStep($0, line: node.position.line) }
      })
  }

  private enum Verb: String, CaseIterable {
    case delay, press, release, waveform
    case expectEvent = "expect-event"
    case expectPin = "expect-pin"
    case serialEvent = "serial-event"
    case setControl = "set-control"
    case waitSerial = "wait-serial"
    case writeSerial = "write-serial"
  }

  private func step(_ node: YAMLNode) -> ScenarioStep.Action? {
    let verbs = Verb.allCases.map(\.rawValue)
    guard case .mapping(let entries) = node.content, entries.count == 1, let entry = entries.first
    else {
      if case .refused = node.content { return nil }
      report.error(
        at: node.position, "the step is not one verb with what it needs", allowed: verbs.listed)
      return nil
    }
    guard let verb = Verb(rawValue: entry.key) else {
      report.error(
        at: entry.position, "unknown step \(entry.key.quoted)", allowed: verbs.listed,
        suggestion: Suggestion.nearest(to: entry.key, among: verbs))
      return nil
    }
    let value = entry.value
    switch verb {
    case .delay: return ValueReader.duration.read(value, entry.key, report).map { .delay($0) }
    case .press: return press(value, entry.key)
    case .release: return release(value, entry.key)
    case .setControl: return fields(value, entry.key).flatMap(setControl)
    case .waveform: return fields(value, entry.key).flatMap(waveform)
    case .expectPin: return fields(value, entry.key).flatMap(expectPin)
    case .writeSerial: return fields(value, entry.key).flatMap(writeSerial)
    case .waitSerial: return fields(value, entry.key).flatMap(waitSerial)
    case .serialEvent: return fields(value, entry.key).flatMap(serialEvent)
    case .expectEvent: return expectEvent(value, entry.key)
    }
  }

  func fields(_ node: YAMLNode, _ verb: String) -> Fields? {
    Fields(node, verb, report)
  }
}
