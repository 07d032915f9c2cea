import ArgumentParser
import BoardHAL
import BoardHALLinux

/// Prints the edges of GPIO lines of this machine.
struct MonitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract: "Prints the edges of GPIO lines of this machine, as gpiomon does.",
    discussion: """
      Needs no wiring file. Options and formats are those of gpiomon 2, with either libgpiod. What \
      got lost is printed as a line of its own, before the edge that came next; with --format or \
      --quiet on standard error. On the mock board, watch from board-cli shell.

      Examples:

        A button to ground, with the chip's own pull-up, pressed being active:
          board-cli monitor GPIO17 --bias pull-up --active-low

        The next press and no more, without its bounce:
          board-cli monitor GPIO17 -b pull-up -l -e rising -p 5ms -n 1

        The same pin by its place on the header:
          board-cli monitor J8:11 --board raspberry-pi-5

        Two lines of a chip, for a script that looks for gaps:
          board-cli monitor -c gpiochip0 17 27 --format "%Q %q %o %e %d %g"

      Formats:
      \(EventFormat.help.map { "  " + $0 }.joined(separator: "\n"))

      Exit status:
        0    the edges wanted have come, or none came for --idle-timeout
        1    a line is not there, is not to be had, or has gone
        2    the board's file has mistakes, or does not exist
        64   the command line has a mistake
        129  ended by SIGHUP; 130 by SIGINT, which is Ctrl-C; 143 by SIGTERM
        141  the reader of the output went away
      """
  )

  @Argument(
    help: "The lines: by name, as chip:offset, or as a pin of --board.",
    completion: LineCompletion.lines)
  var lines: [String] = []

  @OptionGroup
  var options: LineOptions

  @Option(name: .shortAndLong, help: "Which edges to print.")
  var edges = WatchedEdges.both

  @Option(
    name: [.customShort("p"), .customLong("debounce"), .customLong("debounce-period")],
    help: "How long a line keeps a level before its edge counts: 5ms; a bare number is ms.",
    transform: Period.init)
  var debounce: Period?

  @Option(
    name: [.customShort("F"), .long],
    help: "How to print an edge: letters as above; help lists them.",
    transform: FormatOption.init)
  var format: FormatOption?

  @Option(name: [.customShort("n"), .long], help: "End after so many edges.")
  var numEvents: UInt64?

  @Option(help: "End when no edge came for this long.", transform: Period.init)
  var idleTimeout: Period?

  @Flag(help: "Say so when the lines are watched.")
  var banner = false

  @Flag(
    name: [.customShort("q"), .long, .customLong("silent")],
    help: "Print no edges; with -n, to wait for one.")
  var quiet = false

  @Flag(help: "Print times as date and time, UTC.")
  var utc = false

  @Flag(help: "Print times as date and time of this place.")
  var localtime = false

  @Flag(help: "Print JSON Lines, for other programs.")
  var json = false

  func validate() throws {
    if lines.isEmpty, format != .help { throw ValidationError("name at least one line") }
    if [quiet, json, format != nil].filter({ $0 }).count > 1 {
      throw ValidationError("--quiet, --json and --format exclude each other: choose one")
    }
    if utc, localtime { throw ValidationError("--utc and --localtime exclude each other") }
    if numEvents == 0 { throw ValidationError("--num-events counts from 1") }
  }

  func run() throws {
    throw Command.status {
      guard format != .help else {
        var output = OutputFile.standardOutput
        return output.print(EventFormat.help)
      }
      let found = try options.find(lines)
      // Before any line is taken: from here on no signal ends the program with lines held.
      let clock = MonotonicClock()
      let signals = try TerminationSignals(clock: clock)
      let board = try LinuxBoard(described(found), configuration: configuration, clock: clock)
      try board.watch(signals)
      let reader = try ReaderWatch(of: Descriptor.output)
      try board.watch(reader.descriptor, for: .readable)
      let monitor = try Monitor(
        found.map { WatchedLine(title: options.title($0.spelling), line: $0.line) },
        pins: found.map(\.line.pin), settings, on: board)
      return try watch(monitor, on: board, EventPrinter(form, LineClock(clock)), signals, reader)
    }.code
  }

  private func watch(
    _ monitor: Monitor, on board: LinuxBoard, _ printer: EventPrinter,
    _ signals: borrowing TerminationSignals, _ reader: ReaderWatch
  ) throws -> ExitStatus {
    var signal: TerminationSignal?
    if banner { printer.print("Monitoring \(Command.list(lines))...") }
    _ = try monitor.run(
      until: {
        // The board hears of both when it asks the kernel, which a storm keeps it from.
        if board.takeCall() || monitor.isBusy {
          signal = signal ?? signals.take()
          if reader.isGone { return true }
        }
        return signal != nil || printer.failure != nil
      }, hear: { printer.print($0) },
      settle: {
        guard reader.canBeSlow else { return printer.flush() }
        signal = signal ?? printer.flush(until: signals)
      })
    if signal == nil {
      if let failure = printer.failure, !failure.isBrokenPipe { throw failure }
      // Nobody is left to be told anything.
      if printer.failure != nil || reader.isGone { return .brokenPipe }
    }
    for loss in monitor.losses { Command.complain(loss) }
    return signal.map { .signal($0) } ?? .success
  }

  private var configuration: LinuxConfiguration {
    var configuration = LinuxConfiguration()
    configuration.consumer = options.consumer
    configuration.keepsBias = options.bias == .asIs
    return configuration
  }

  private var settings: Monitor.Settings {
    var settings = Monitor.Settings()
    settings.edges = edges.selection
    settings.active = options.active
    settings.bias = options.bias.pull
    settings.debounce = debounce?.length
    settings.limit = numEvents
    settings.idle = idleTimeout?.length
    return settings
  }

  private var form: EventPrinter.Form {
    if json { return .json }
    if quiet { return .quiet }
    if case .format(let format) = format { return .format(format) }
    return .plain(utc ? .universal : localtime ? .local : .seconds)
  }

  /// A board that has just these lines.
  private func described(_ found: [LineSpelling.Found]) -> BoardDescription {
    let pins = found.map(\.line.pin)
    return BoardDescription(
      name: "this machine", title: "This machine", chips: [],
      header: HeaderDescription(
        name: "", pins: pins.map { HeaderPin(position: 0, kind: .gpio($0)) }),
      serialPorts: [],
      limits: ElectricalLimits(supplyMillivolts: 0, inputMaximumMillivolts: 0))
  }
}
