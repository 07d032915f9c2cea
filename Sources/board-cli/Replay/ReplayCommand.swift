import ArgumentParser
import BoardFiles
import BoardHAL
import Firmware
import FirmwareTestBench

/// Runs a recording again and shows where it differs.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Runs a recording again, in virtual time, and compares.",
    discussion: """
      The firmware gets what it was given when the recording was made: edges, bytes, losses, what \
      was read, and what the application did. Everything that it does about it is compared with \
      the recording, byte by byte. No hardware is needed, whatever the recording was made on.

      Examples:

        Record a run, then replay it:
          board-cli run wiring/doorbell.yaml --scenario wiring/doorbell.scenario.yaml \\
            --speed max --record doorbell.jsonl
          board-cli replay doorbell.jsonl

        What would another wiring have made of it?
          board-cli replay doorbell.jsonl --wiring my-doorbell.yaml --record after.jsonl

      Exit status:
        0    the same, to the byte
        1    something differs; the first difference is shown
        2    the recording is damaged or cannot be replayed; nothing was started
        64   the command line has a mistake
      """
  )

  @Argument(help: ArgumentHelp("The recording, or - for standard input.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("A wiring file instead of the recorded one.", valueName: "file"))
  var wiring: String?

  @Option(
    help: ArgumentHelp("Where to write the trace of the replay itself.", valueName: "file"))
  var record: String?

  func run() throws {
    OutputFile.ignoreBrokenPipes()
    let status: ExitStatus
    do {
      status = try replay()
    } catch {
      Command.complain(error)
      status = .badInput
    }
    throw status.code
  }

  private func replay() throws -> ExitStatus {
    let recording = try TraceFile(path: file)
    guard recording.header.isWhole else {
      throw TraceFile.error(
        recording.name, 1, "the recording begins in the middle of a session",
        "one from its beginning, as shell --record and run --record make it")
    }
    guard recording.dropped == 0 else {
      throw TraceFile.error(
        recording.name, recording.entries.last.map { $0.line + 1 },
        "the recorder had no room for \(recording.dropped) happenings, which are missing",
        "a recording of which nothing was dropped")
    }
    if let request = recording.entries.first(where: { $0.event.kind.isRequest }) {
      throw TraceFile.error(
        recording.name, request.line, "a request, which some application had submitted",
        "a recording of a wiring, which has none")
    }
    let other = try wiring.map { path throws(FileError) in try WiringSources(path: path) }
    let replay = Replay(recording, on: try (other ?? recording.sources()).load())
    let written = try record.map { try ReplayRecord(OutputFile(creating: $0), recording, other) }
    let progress = Progress("replaying \(recording.name)", of: replay.count)
    var lines = 0
    replay.onLine = {
      written?.add($0)
      lines += 1
      progress.show(lines)
    }
    do {
      defer { progress.end() }
      try replay.run()
    }
    if let failure = written?.finish() {
      Command.complain(failure)
      return .failure
    }
    var output = OutputFile.standardOutput
    guard let difference = replay.difference else {
      output.write(
        "\(recording.name): \(replay.count) happenings to \(replay.end.secondsText), "
          + "all the same\n")
      return .success
    }
    output.write(difference.text(in: recording))
    return .failure
  }
}

extension TraceEvent.Kind {
  fileprivate var isRequest: Bool {
    switch self {
    case .requestBegan, .requestEnded: true
    default: false
    }
  }
}

extension Replay.Difference {
  /// How many lines are shown before the difference.
  private static let context = 3

  /// The difference, with what came before it.
  func text(in recording: TraceFile) -> String {
    let before = recording.entries.prefix { line == nil || $0.line < line ?? 0 }
      .suffix(Self.context)
    var text = "\(recording.name):\(line.map { "\($0): " } ?? " ")the replay differs\n"
    for entry in before { text += "  both      \(String(decoding: entry.text, as: UTF8.self))\n" }
    text += "  recorded  \(recorded ?? "nothing more")\n"
    text += "  replayed  \(replayed ?? "nothing")\n"
    return text
  }
}
