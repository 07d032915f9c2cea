import BoardFiles
import BoardHAL
import Firmware
import FirmwareTestBench

/// Tells how scenarios went: each as soon as it is over, or all in one JSON object.
final class TestReport {
  private let isJSON: Bool
  private let hasColour: Bool
  private var output = OutputFile.standardOutput
  private var results: [ScenarioTest.Result] = []

  init(isJSON: Bool, hasColour: Bool) {
    self.isJSON = isJSON
    self.hasColour = hasColour
  }

  /// Takes in how a scenario went.
  func add(_ result: ScenarioTest.Result) {
    results.append(result)
    guard !isJSON else { return }
    for line in lines(result) { output.append(line + "\n") }
    output.flush()
  }

  /// Tells how all went together.
  func end() -> ExitStatus {
    if isJSON { return outcome(output.print([json])) }
    let failed = results.filter { $0.end.failure != nil }.count
    let scenarios = results.count == 1 ? "1 scenario" : "\(results.count) scenarios"
    return outcome(
      output.print(["\(scenarios): \(results.count - failed) passed, \(failed) failed"]))
  }

  /// What was expected and not seen weighs more than what did not come in time.
  private func outcome(_ printed: ExitStatus) -> ExitStatus {
    guard printed == .success else { return printed }
    let kinds = results.compactMap(\.end.failure?.kind)
    if kinds.isEmpty { return .success }
    return kinds.allSatisfy { $0 == .timeout } ? .timeout : .failure
  }

  // MARK: Text

  private func lines(_ result: ScenarioTest.Result) -> [String] {
    let end = result.end
    guard let failure = end.failure else {
      let what = "\(Quoted.text(end.name)), \(end.steps) steps in \(result.time.secondsText)"
      return ["\(painted("passed", .output))  \(result.scenario.file): \(what)"]
    }
    return [
      "\(painted("FAILED", .trouble))  \(failure)",
      "        \(Quoted.text(end.name)), step \(end.played + 1) of \(end.steps)",
    ] + excerpt(failure) + context(result.last)
  }

  /// The step in its file, with the steps before it.
  private func excerpt(_ failure: ScenarioFailure) -> [String] {
    guard let text = try? SourceFile.lines(failure.file) else { return [] }
    let last = min(failure.line, text.count)
    let first = max(1, last - 3)
    guard first <= last else { return [] }
    let width = "\(last)".count
    return [""]
      + (first...last).map { number in
        let digits = "\(number)"
        let margin = String(repeating: " ", count: width - digits.count) + digits
        return "    \(number == failure.line ? ">" : " ") \(margin) │ \(text[number - 1])"
      }
  }

  private func context(_ happened: [String]) -> [String] {
    guard !happened.isEmpty else { return ["", "    nothing had happened", ""] }
    return ["", "    what had happened:"] + happened.map { "    \($0)" } + [""]
  }

  private func painted(_ text: String, _ paint: Paint) -> String {
    hasColour ? paint.on(text) : text
  }

  // MARK: JSON

  private var json: String {
    var json = JSONText()
    json.object { json in
      json.key("scenarios")
      json.array { json in
        for result in results {
          json.object { json in
            json.member("file", result.scenario.file)
            json.member("passed", result.end.failure == nil)
            json.member("nanoseconds", result.time.nanoseconds)
            result.end.encode(to: &json)
          }
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
