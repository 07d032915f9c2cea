import ArgumentParser
import BoardFiles
import BoardHAL
import BoardHALLinux

/// A terminal on a serial port.
struct SerialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serial",
    abstract: "Talks to a serial port: a terminal, or a pipe.",
    discussion: """
      Examples:

        Talk to what is plugged in; ctrl-t q quits, ctrl-t ? lists the keys:
          board-cli serial ttyUSB0
          board-cli serial /dev/ttyACM0 -b 9600 --timestamp --log meter.log

        The header's port of a Raspberry Pi 5, by its name:
          board-cli serial uart0 --board raspberry-pi-5

        Ask once, from a script, and wait until it has been silent for half a second:
          echo 'AT' | board-cli serial ttyUSB0 --map ONLCRNL --linger 500ms

        Keep what comes, until Ctrl-C:
          board-cli serial ttyUSB0 --no-input >meter.txt

      The keys are those of tio: each follows ctrl-t, and everything else, Ctrl-C included, goes \
      to the port. The port is this program's alone: whoever else has it is named, and nobody \
      else gets it. A port that is not there is waited for, and one that hung up is looked for \
      under its stable name, such as a link in /dev/serial/by-id; a piped input ends the program \
      instead, unless --reconnect says otherwise.

      On a terminal, errors of the line are shown where they happened: <break>, <framing error \
      0x41>, <parity error 0x41>, <overrun: 3 bytes lost>. A pipe gets the bytes that came whole \
      and nothing else; the errors are told on standard error. What is not sent is counted.

      DTR and RTS are left as the system has them unless --dtr or --rts is given: many boards \
      restart when they change.

      Exit status:
        0    somebody typed ctrl-t q, or the input has ended and was sent
        1    the port was not to be had, or hung up; output or log was not written
        2    the board file has mistakes; nothing was opened
        64   the command line has a mistake
        129  ended by SIGHUP; 130 by Ctrl-C in a pipe, 143 by SIGTERM
        141  the reader of the output went away
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The port: a path, a name in /dev, or a port of --board.", valueName: "port"),
    completion: .shellCommand("ls /dev/tty[A-Z]* /dev/serial/by-id/* 2>/dev/null"))
  var port: String?

  @Option(help: "The board whose ports have names, by name or file.")
  var board: String?

  @Option(name: [.short, .long], help: ArgumentHelp("Bits per second.", valueName: "rate"))
  var baud = 115_200

  @Option(
    name: [.short, .long], help: ArgumentHelp("Bits per character: 5 to 8.", valueName: "bits"))
  var data = 8

  @Option(name: [.short, .long], help: "The bit that checks a character.")
  var parity = Choice(SerialSettings.Parity.none)

  @Option(name: [.short, .long], help: ArgumentHelp("Stop bits: 1 or 2.", valueName: "bits"))
  var stop = 1

  @Option(name: [.short, .long], help: "How a far end is paused, and pauses us.")
  var flow = Choice(SerialSettings.FlowControl.none)

  @Option(help: "What becomes of DTR.")
  var dtr = Choice(SerialSettings.ControlWire.leave)

  @Option(help: "What becomes of RTS.")
  var rts = Choice(SerialSettings.ControlWire.leave)

  @Flag(name: [.short, .long], help: "Begin each line with its time.")
  var timestamp = false

  @Option(help: "How times are written; begins each line with one.")
  var timestampFormat: TimestampFormat?

  @Option(
    help: ArgumentHelp("Write what is shown to a file as well.", valueName: "file"),
    completion: .file())
  var log: String?

  @Flag(help: "Go on at the end of the log, instead of beginning it anew.")
  var logAppend = false

  @Flag(name: [.customShort("x"), .long], help: "Show bytes in hexadecimal.")
  var hex = false

  @Flag(help: "Type bytes in hexadecimal, two digits each.")
  var hexInput = false

  @Flag(name: [.customShort("e"), .long], help: "Show what is typed.")
  var localEcho = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "What characters become, with commas between: \(Self.mapFlags).", valueName: "flags"))
  var map: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Wait for a port that is not there. (default: when keys are typed)")
  var reconnect: Bool?

  @Flag(inversion: .prefixedNo, help: "Send keys, or a piped input.")
  var input = true

  @Option(
    help: ArgumentHelp(
      "After a piped input, wait until the port was silent for so long.", valueName: "time"))
  var linger: String?

  private static let mapFlags = CharacterMap.Flag.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    guard (1...20_000_000).contains(baud) else {
      throw ValidationError("no rate \(baud); customary are 9600, 115200 and 921600")
    }
    guard (5...8).contains(data) else { throw ValidationError("no \(data) data bits: 5 to 8") }
    guard (1...2).contains(stop) else { throw ValidationError("no \(stop) stop bits: 1 or 2") }
    if logAppend, log == nil { throw ValidationError("--log-append is for --log") }
    if rts.value != .leave, flow.value == .rtscts {
      throw ValidationError("--flow rtscts works RTS by itself: leave --rts out")
    }
    do throws(VerbError) { _ = try parsedMap } catch { throw ValidationError("\(error)") }
    if let linger, Nanoseconds(spelling: linger) == nil {
      throw ValidationError("\(linger) is no length of time; write it as 500ms or 2s")
    }
  }

  func run() throws {
    throw Command.status {
      let ports = PortDirectory.ports()
      guard let port else { throw PortSpelling.missing(among: ports) }
      let board = try board.map { try BoardLoader.load(named: $0) }
      return try SerialTerminal(
        options(for: try PortSpelling.resolve(port, on: board, among: ports))
      ).run()
    }.code
  }

  private func options(for port: SerialPortDescription) throws -> SerialOptions {
    SerialOptions(
      port: port,
      settings: SerialSettings(
        baud: baud, dataBits: data, parity: parity.value, stopBits: stop,
        flow: flow.value,
        dataTerminalReady: dtr.value, requestToSend: rts.value),
      reconnects: reconnect ?? (input && Descriptor.isTerminal(Descriptor.input)),
      map: try parsedMap, echoes: localEcho,
      showsTimes: timestamp || timestampFormat != nil, timeFormat: timestampFormat ?? .timeOfDay,
      showsHexadecimal: hex, typesHexadecimal: hexInput, logPath: log, appendsLog: logAppend,
      linger: linger.flatMap { Nanoseconds(spelling: $0) } ?? .zero, takesInput: input)
  }

  private var parsedMap: CharacterMap {
    get throws(VerbError) {
      try map.map { text throws(VerbError) in
        try CharacterMap(parsing: text)
      } ?? CharacterMap()
    }
  }
}
