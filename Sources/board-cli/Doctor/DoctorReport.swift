import BoardHALLinux
import Firmware

/// What a doctor found, as text for people or as JSON for programs.
struct DoctorReport {
  let findings: [Finding]

  /// One problem is enough.
  var status: ExitStatus {
    findings.contains { $0.verdict == .problem } ? .failure : .success
  }

  /// A line for each finding and one for its remedy, area by area; then how many there are.
  func text(hasColour: Bool) -> [String] {
    var lines: [String] = []
    for area in Finding.Area.allCases {
      let found = findings.filter { $0.area == area }
      guard !found.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(area.rawValue)
      for finding in found {
        lines.append(
          "  \(Self.sign(finding.verdict, hasColour)) \(finding.subject): \(finding.text)")
        if let remedy = finding.remedy { lines.append("            → \(remedy)") }
      }
    }
    return lines + ["", summary]
  }

  /// One object, on one line.
  var json: String {
    var json = JSONText()
    json.object { json in
      json.key(named: "findings")
      json.array { json in
        for finding in findings {
          json.object { json in
            json.key(named: "verdict")
            json.value(finding.verdict.rawValue)
            json.key(named: "area")
            json.value(finding.area.rawValue)
            json.key(named: "subject")
            json.value(finding.subject)
            json.key(named: "text")
            json.value(finding.text)
            if let remedy = finding.remedy {
              json.key(named: "remedy")
              json.value(remedy)
            }
          }
        }
      }
      for verdict in [Finding.Verdict.problem, .warning] {
        json.key(named: "\(verdict.rawValue)s")
        json.value(count(verdict))
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private var summary: String {
    let problems = count(.problem)
    let warnings = count(.warning)
    return (problems == 0 ? "no problem" : problems == 1 ? "1 problem" : "\(problems) problems")
      + (warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : ", \(warnings) warnings")
  }

  private func count(_ verdict: Finding.Verdict) -> Int {
    findings.count { $0.verdict == verdict }
  }

  /// All of one width, so that what follows stands in a column.
  private static func sign(_ verdict: Finding.Verdict, _ hasColour: Bool) -> String {
    let word = verdict.rawValue + String(repeating: " ", count: 8 - verdict.rawValue.count)
    guard hasColour else { return word }
    return switch verdict {
    case .ok: Paint.output.on(word)
    case .warning: Paint.cause.on(word)
    case .problem: Paint.trouble.on(word)
    }
  }
}
