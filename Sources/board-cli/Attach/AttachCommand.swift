import ArgumentParser
import BoardHALLinux

/// Joins a session that runs in another terminal.
struct AttachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Joins a session that runs in another terminal.",
    discussion: """
      Examples:

        The only session there is:
          board-cli attach

        One of several:
          board-cli attach --list
          board-cli attach doorbell-4711

        One question from a script:
          echo 'get led' | board-cli attach doorbell-4711

      Sessions are what `board-cli shell` runs, and `board-cli run` and `board-cli top` at a pace. \
      The verbs are those of the shell; what happens is shown after `watch`, which a terminal \
      begins with. `quit` leaves, and the session goes on.

      Only the user who started a session can join it: its socket is in a folder that others \
      cannot enter, $XDG_RUNTIME_DIR/board-cli or /tmp/board-cli-UID.

      Exit status:
        0    all went well
        1    a line was not carried out, the session ended, or there is none
        64   the command line has a mistake
        129  ended by SIGHUP; 130 by Ctrl-C in a script, 143 by SIGTERM
        141  the reader of the output went away
      """
  )

  @Argument(help: ArgumentHelp("The session; the only one if none is named.", valueName: "session"))
  var session: String?

  @Flag(help: "List the sessions and end.")
  var list = false

  @Flag(help: "With --list: as JSON.")
  var json = false

  func validate() throws {
    if json, !list { throw ValidationError("--json is for --list") }
  }

  func run() throws {
    throw Command.status {
      if list { return try listSessions() }
      let desk = try RemoteOperator(visiting: session ?? only(try Self.living()))
      let isTyped = Descriptor.isTerminal(Descriptor.input) && Terminal.current.canEdit
      let shell = Shell(desk, isTyped: isTyped, reader: try ReaderWatch(of: Descriptor.output))
      if isTyped { desk.perform("watch all") { _ in } }
      return shell.run()
    }.code
  }

  private func listSessions() throws -> ExitStatus {
    var listing = Listing("sessions", [.init("session")])
    for name in try Self.living() { listing.append(.text(name)) }
    var output = OutputFile.standardOutput
    return output.print(listing, json ? .json : .text)
  }

  private func only(_ names: [String]) throws -> String {
    guard let name = names.first else {
      throw ControlError("error: no session runs; start one with `board-cli shell`")
    }
    guard names.count == 1 else {
      throw ControlError("error: several sessions run; name one: \(names.joined(separator: ", "))")
    }
    return name
  }

  /// The sessions that answer; the addresses of those that do not are cleared away.
  private static func living() throws -> [String] {
    try ControlFolder.names().filter { name in
      guard let socket = try LocalSocket.connect(to: ControlFolder.socket(name)) else {
        ControlFolder.remove(name)
        return false
      }
      LocalSocket.close(socket)
      return true
    }
  }
}
