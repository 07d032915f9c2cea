import BoardHAL
import Firmware

/// Prints a run for people: a line for each cause and what followed, and a table at the end.
final class TextReport: Report {
  private let format: HappeningFormat
  private var gatherer: ChainGatherer
  private var repeats = Repeats()
  private var output = OutputFile.standardOutput
  /// Somebody may be watching the lines come, so that none waits for others.
  private let isLive: Bool

  init(_ wiring: WiringDescription, _ firmware: Firmware, hasColour: Bool, isLive: Bool) {
    format = HappeningFormat(wiring, hasColour: hasColour)
    gatherer = ChainGatherer(HappeningNames(firmware, wiring))
    self.isLive = isLive
  }

  var failure: OutputError? { output.failure }

  func begin(_ wiring: WiringDescription, _ firmware: Firmware) {
    output.write(format.header(wiring) + "\n")
  }

  func add(_ event: TraceEvent) {
    gatherer.add(event)
  }

  func settle() {
    for chain in gatherer.takeAll() { print(repeats.add(chain)) }
    if isLive { output.flush() }
  }

  func end(_ end: RunEnd, _ summary: Summary) {
    settle()
    print(repeats.end())
    output.append("\n")
    for line in SummaryTable(summary).lines { output.append(line + "\n") }
    output.append("\n" + end.text + "\n")
    output.finish()
  }

  private func print(_ chains: [Chain]) {
    for chain in chains { output.append(format.line(chain) + "\n") }
  }
}
