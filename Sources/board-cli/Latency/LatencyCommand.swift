import ArgumentParser
import BoardFiles
import BoardHAL

/// Tells how long work waited between the hardware and the application.
struct LatencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency",
    abstract: "Tells how long work waited at each step, and who was worst.",
    discussion: """
      From a trace: how long it took from the hardware's own stamp of an edge or byte to its \
      service routine, from there to the deferred call, and on to the application; how much \
      time each device took; and where in the trace the worst case is. Quantiles are at most \
      one 64th too high, least and most are exact.

      Examples:

        Record a run, then measure it:
          board-cli run wiring/echo.yaml --scenario wiring/echo.scenario.yaml \\
            --speed max --record echo.jsonl
          board-cli latency echo.jsonl

        The same as a picture, and for other programs:
          board-cli latency echo.jsonl --plot echo.svg --json

      Exit status:
        0    told
        1    the output could not be written
        2    the trace is damaged
        64   the command line has a mistake
      """
  )

  @Argument(help: ArgumentHelp("The trace, or - for standard input.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("Where to draw the percentiles, as SVG.", valueName: "file"))
  var plot: String?

  @Option(
    help: ArgumentHelp(
      "Tell what each device took in each interval of this length: 1s.", valueName: "time"))
  var interval: RunLength?

  @Flag(help: "Print the report as one JSON object.")
  var json = false

  func validate() throws {
    guard interval.map({ $0.length > .zero }) ?? true else {
      throw ValidationError("--interval is longer than no time at all")
    }
  }

  func run() throws {
    OutputFile.ignoreBrokenPipes()
    let status: ExitStatus
    do {
      let report = LatencyReport(try TraceFile(path: file))
      var output = OutputFile.standardOutput
      if json {
        output.append(contentsOf: report.json)
      } else {
        let text = LatencyText(report, interval: interval?.length)
        for line in text.lines { output.append(line + "\n") }
      }
      output.finish()
      let failure = output.failure ?? draw(report)
      if let failure, !failure.isBrokenPipe { Command.complain(failure) }
      status = failure.map { $0.isBrokenPipe ? .brokenPipe : .failure } ?? .success
    } catch {
      Command.complain(error)
      status = .badInput
    }
    throw status.code
  }

  /// Draws the report if that is wanted; returns why it could not be written, or nil.
  private func draw(_ report: LatencyReport) -> OutputError? {
    guard let plot else { return nil }
    do throws(OutputError) {
      var file = try OutputFile(creating: plot)
      file.append(LatencyPlot(report).text)
      file.finish()
      return file.failure
    } catch {
      return error
    }
  }
}
