import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareTestBench

extension RunEnd {
  /// Writes the end as members of an object that is open.
  func encode(to json: inout JSONText) {
    json.member("time", time.nanoseconds)
    json.member("ended", cause.word)
    if case .signal(let signal) = cause { json.member("signal", signal.name) }
    guard let scenario else { return }
    json.key("scenario")
    json.object { scenario.encode(to: &$0) }
  }
}

extension RunEnd.Cause {
  fileprivate var word: String {
    switch self {
    case .scenario: "scenario"
    case .quiet: "quiet"
    case .until: "until"
    case .signal: "signal"
    case .output: "output"
    }
  }
}

extension RunEnd.Scenario {
  /// Writes what became of the scenario as members of an object that is open.
  func encode(to json: inout JSONText) {
    json.member("name", name)
    json.member("steps", steps)
    json.member("played", played)
    guard let failure else { return }
    json.key("failure")
    json.object { json in
      json.member("kind", failure.kind.word)
      json.member("file", failure.file)
      json.member("line", failure.line)
      json.member("message", failure.message)
    }
  }
}

extension ScenarioFailure.Kind {
  fileprivate var word: String {
    switch self {
    case .expectation: "expectation"
    case .timeout: "timeout"
    case .board: "board"
    }
  }
}
