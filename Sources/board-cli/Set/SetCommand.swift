import ArgumentParser
import BoardHAL
import BoardHALLinux

/// Drives GPIO lines of this machine.
struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Drives GPIO lines of this machine, as gpioset does.",
    discussion: """
      Needs no wiring file. A line is driven for as long as this program holds it: until Ctrl-C, or \
      for the time of --hold. Once it is released its level is nobody's promise, which is said on \
      standard error. On the mock board, use pull and set in board-cli shell.

      Examples:

        A lamp on, until Ctrl-C:
          board-cli set GPIO27=1

        For two seconds:
          board-cli set LED=on --hold 2s

        Blinking, 100 ms lit and 900 ms dark, and a pulse of 20 ms:
          board-cli set LED=1 --toggle 100ms,900ms
          board-cli set LED=1 --toggle 20ms,0

        A pin of the header, active when low:
          board-cli set J8:13=1 --board raspberry-pi-5 --active-low

      Values are 1, 0, active, inactive, on, off, true and false.

      Exit status:
        0    held as long as was asked for
        1    a line is not there, is not to be had, or has gone
        2    the board's file has mistakes, or does not exist
        64   the command line has a mistake
        129  ended by SIGHUP; 130 by SIGINT, which is Ctrl-C; 143 by SIGTERM
      """
  )

  @Argument(help: ArgumentHelp("The lines and their values.", valueName: "line=value"))
  var values: [String]

  @OptionGroup
  var options: LineOptions

  @Option(name: .shortAndLong, help: "How the lines are driven.")
  var drive = OutputDrive.pushPull

  @Option(
    name: [.customShort("p"), .long, .customLong("hold-period")],
    help: """
      How long to hold the lines, then end: 2s; a bare number is ms. With --toggle, how long after \
      its end. (default: until a signal; with --toggle not at all)
      """, transform: Period.init)
  var hold: Period?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "When to turn the lines over, for ever; once with 0 as the last. 0 alone ends at once.",
      valueName: "period,period,...,0"), transform: TogglePeriods.init)
  var toggle: TogglePeriods?

  @Flag(help: "Say so when the lines are driven.")
  var banner = false

  @Flag(name: .shortAndLong, help: "Do not say that the lines were released.")
  var quiet = false

  func validate() throws {
    do throws(LineMistakes) {
      _ = try LineAssignment.all(values)
    } catch {
      throw ValidationError(error.mistakes.joined(separator: "\n"))
    }
    if let toggle, toggle.repeats, hold != nil {
      throw ValidationError(
        "a --toggle that repeats never comes to --hold: let it end with 0, or leave --hold out")
    }
  }

  func run() throws {
    throw Command.status {
      let wanted = try LineAssignment.all(values)
      let found = try options.find(wanted.map(\.line))
      let clock = MonotonicClock()
      // Before any line is driven: from here on no signal ends the program unseen.
      let signals = try TerminationSignals(clock: clock)
      let group = try LineGroup(
        found.map(\.line), for: .output(wanted.map(\.value), drive.drive), active: options.active,
        bias: options.bias.pull, consumer: options.consumer)
      announce(wanted.map(\.line))
      let signal = try hold(group, wanted.map(\.value), on: clock, signals)
      if !quiet {
        let lines = found.map(\.line.description).joined(separator: ", ")
        Command.complain("released \(lines): what its level is now, nobody promises")
      }
      return signal.map { .signal($0) } ?? .success
    }.code
  }

  /// Drives the lines through their sequence, and holds them; returns the signal that ended it.
  private func hold(
    _ group: LineGroup, _ values: [LineValue], on clock: MonotonicClock,
    _ signals: borrowing TerminationSignals
  ) throws(BoardError) -> TerminationSignal? {
    var values = values
    // From one turn to the next, so that what turning takes does not add up.
    var next = clock.now
    if let toggle {
      repeat {
        for period in toggle.periods {
          next = next + period
          if let signal = signals.wait(until: next) { return signal }
          values = values.map(\.toggled)
          try group.drive(values)
        }
      } while toggle.repeats
      guard let hold else { return nil }
      return signals.wait(until: next + hold.length)
    }
    return signals.wait(until: hold.map { next + $0.length })
  }

  /// Tells who started this what is going on.
  private func announce(_ lines: [String]) {
    if banner {
      var output = OutputFile.standardOutput
      output.write("Setting \(Command.list(lines))...\n")
    }
    if !quiet, hold == nil, toggle == nil, Descriptor.isTerminal(Descriptor.errors) {
      Command.complain("holding \(lines.joined(separator: ", ")) until Ctrl-C")
    }
  }
}
