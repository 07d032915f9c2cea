import ArgumentParser
import BoardFiles
import BoardHAL
import Firmware

/// Turns a trace into a waveform, a timeline, or text.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Turns a trace into a waveform, a timeline, or text.",
    discussion: """
      vcd       pins, serial lines as they are on the wire, and when which routine ran; for \
      PulseView, sigrok-cli and GTKWave
      perfetto  a track for each level, with arrows from edge to service routine to deferred call \
      to application; for https://ui.perfetto.dev and chrome://tracing
      text      what board-cli run prints

      Examples:

        Look at a recording in PulseView:
          board-cli trace convert echo.jsonl --to vcd --output echo.vcd

        Read back the bytes that were on the wire:
          sigrok-cli -I vcd -i echo.vcd -P uart:rx=serial0_rx:baudrate=115200 -A uart=rx-data

        See who waited for whom:
          board-cli trace convert echo.jsonl --to perfetto --output echo.json

      Exit status:
        0    written
        1    the output could not be written
        2    the trace is damaged; nothing was written
        64   the command line has a mistake
      """
  )

  /// What a trace can be turned into.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case vcd, perfetto, text
  }

  @Argument(help: ArgumentHelp("The trace, or - for standard input.", valueName: "file"))
  var file: String

  @Option(help: "What to turn it into: vcd, perfetto, or text.")
  var to: Format

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where to write it. (default: standard output)", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The time of one step of a vcd, a power of ten: 1us, 100ns, 1ns. (default: by the baud rate)",
      valueName: "time"))
  var resolution: RunLength?

  func validate() throws {
    guard let resolution else { return }
    guard to == .vcd else { throw ValidationError("--resolution is for --to vcd") }
    guard VCDTimescale(resolution.length) != nil else {
      throw ValidationError("--resolution is 1, 10 or 100 of ns, us or ms, or 1s")
    }
  }

  func run() throws {
    OutputFile.ignoreBrokenPipes()
    let status: ExitStatus
    do {
      let trace = try TraceFile(path: file)
      var notes: [String] = []
      let text = try convert(trace, &notes)
      let failure = write(text, output)
      for note in notes { Command.complain("\(trace.name): \(note)") }
      if let failure, !failure.isBrokenPipe { Command.complain(failure) }
      status = failure.map { $0.isBrokenPipe ? .brokenPipe : .failure } ?? .success
    } catch {
      Command.complain(error)
      status = .badInput
    }
    throw status.code
  }

  private func convert(_ trace: TraceFile, _ notes: inout [String]) throws -> [UInt8] {
    if trace.dropped > 0 {
      notes.append("\(trace.dropped) happenings are missing; the recorder had no room for them")
    }
    switch to {
    case .vcd:
      let timescale = resolution.flatMap { VCDTimescale($0.length) }
      let vcd = VCD(trace, timescale: timescale)
      if vcd.lostPulses > 0 {
        notes.append(
          "\(vcd.lostPulses) pulses are shorter than \(vcd.timescale.text) and do not show; "
            + "--resolution 1ns shows them")
      }
      return vcd.text
    case .perfetto: return PerfettoTrace(trace).text
    case .text: return try TraceText(trace).text
    }
  }

  /// Writes the result; returns why it could not be written, or nil.
  private func write(_ text: [UInt8], _ path: String?) -> OutputError? {
    do throws(OutputError) {
      var file = if let path { try OutputFile(creating: path) } else { OutputFile.standardOutput }
      file.append(contentsOf: text)
      file.finish()
      return file.failure
    } catch {
      return error
    }
  }
}
