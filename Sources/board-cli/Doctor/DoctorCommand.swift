import ArgumentParser
import BoardFiles
import BoardHAL
import BoardHALLinux
import FirmwareLive

/// Looks for what keeps firmware from running on this machine.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Finds what keeps firmware from running on this machine, and what mends it.",
    discussion: """
      Examples:

        This machine, as it is:
          board-cli doctor

        Whether the doorbell would find its lines free here:
          board-cli doctor wiring/doorbell.yaml --board raspberry-pi-5

        The findings for a script:
          board-cli doctor --json

      Looked at are the libraries and the kernel, the GPIO chips and who may use them, the lines \
      and ports of the wiring and who holds them, the UARTs of a Raspberry Pi, consoles and \
      logins on serial ports, and the limits of real-time threads. Each finding that needs it \
      comes with the command, or the change to a file, that mends it.

      It reads only: no port is opened, no line requested, nothing is changed.

      Exit status:
        0    no problem, warnings perhaps
        1    a problem
        2    a file has mistakes; nothing was looked at
        64   the command line has a mistake
      """
  )

  @Argument(
    help: ArgumentHelp("The wiring file that is to run here.", valueName: "wiring"),
    completion: .file(extensions: ["yaml"]))
  var wiring: String?

  @Option(help: "The board, by name or file, instead of the one that the wiring names.")
  var board: String?

  @Flag(help: "Print JSON, for other programs.")
  var json = false

  func run() throws {
    throw Command.status {
      let wiring =
        wiring == nil && board == nil ? nil : try Setup.wiring(wiring, board: board)
      let report = DoctorReport(
        findings: Doctor.examine(
          .this(tryingPriority: LiveEngine.priority(of: .high)), for: wiring))
      var output = OutputFile.standardOutput
      let written = output.print(
        json ? [report.json] : report.text(hasColour: Terminal.current.hasColour))
      return written == .success ? report.status : written
    }.code
  }
}
