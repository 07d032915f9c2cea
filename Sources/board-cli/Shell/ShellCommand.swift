import ArgumentParser
import BoardFiles
import BoardHAL
import BoardHALLinux

/// Drives a board by hand, or from a script.
struct ShellCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell",
    abstract: "Drives a board by hand, or from a script.",
    discussion: """
      Examples:

        Press the button of the doorbell, and look at the lamp:
          board-cli shell wiring/doorbell.yaml
          board> press button 80ms
          board> get led

        The same from a script, in virtual time that only `advance` moves:
          printf 'press button\\nadvance 20ms\\nget led\\n' |
            board-cli shell wiring/doorbell.yaml

        A bare board, to wire and drive:
          board-cli shell --board raspberry-pi-5

        The same, to be replayed later:
          board-cli shell wiring/doorbell.yaml --record doorbell.jsonl

        A real board; what its world does, such as pressing, cannot be done from here:
          board-cli shell wiring/doorbell.yaml --board raspberry-pi-5 --hal linux

      The tab key completes verbs and names, the arrow keys bring lines back, and `help` lists \
      the verbs. At a terminal what happens is shown as it happens, at the pace of real time; \
      `watch off` stops that. From a pipe each verb answers in lines of its own, and mistakes are \
      named with the line of the script. Other terminals can join: see `board-cli attach --help`.

      Exit status:
        0    all went well
        1    a line of the script was not carried out; the lines after it were
        2    a file has mistakes; nothing was started
        64   the command line has a mistake
        129  ended by SIGHUP; 130 by Ctrl-C in a script, 143 by SIGTERM
        141  the reader of the output went away
      """
  )

  @Argument(
    help: ArgumentHelp("The wiring file; a bare board without one.", valueName: "wiring"),
    completion: .file(extensions: ["yaml"]))
  var wiring: String?

  @Option(help: "The board, by name or file, instead of the one that the wiring names.")
  var board: String?

  @Option(help: "What the wiring is on: a board in memory, or this machine's own lines and ports.")
  var hal = HAL.mock

  @Option(
    help: ArgumentHelp(
      """
      How fast time passes by itself: real, or so many times real time. \
      (default: real at a terminal, else it stands still)
      """, valueName: "speed"))
  var speed: Speed?

  @Flag(help: "Time stands still but for `advance`, also at a terminal.")
  var still = false

  @Option(
    help: ArgumentHelp(
      "Where to record the session as a trace, to replay, convert or measure.", valueName: "file"))
  var record: String?

  func validate() throws {
    if speed == .max {
      throw ValidationError("time cannot pass by itself at --speed max: use --still and `advance`")
    }
    if hal == .linux, still || speed != nil {
      throw ValidationError("on a real board time passes by itself: leave --still and --speed out")
    }
    if record != nil, wiring == nil {
      throw ValidationError("--record needs a wiring to replay on: name its file")
    }
    if still, speed != nil { throw ValidationError("--still and --speed exclude each other") }
  }

  func run() throws {
    throw Command.status {
      let isTyped = Descriptor.isTerminal(Descriptor.input) && Terminal.current.canEdit
      let pace = speed ?? (isTyped ? .real : nil)
      let reader = try ReaderWatch(of: Descriptor.output)
      let desk = try LocalOperator(
        try Setup.wiring(wiring, board: board), try Setup.sources(wiring, board: board),
        on: hal, speed: still ? nil : pace, at: .current, catchesInterrupts: isTyped,
        recording: record)
      if isTyped, let guarantee = desk.guarantee { Command.complain("levels are \(guarantee)") }
      let status = Shell(desk, isTyped: isTyped, reader: reader).run()
      do throws(VerbError) {
        try desk.session.endRecording()
      } catch {
        desk.shutDown()
        throw error
      }
      desk.shutDown()
      return status
    }.code
  }
}
