import BoardFiles
import BoardHAL
import BoardHALLinux
import BoardHALMock
import Firmware
import FirmwareTestBench

/// One run of a wiring on the mock board, from its files to its exit status.
final class Run {
  private let wiring: WiringDescription
  private let scenario: ScenarioDescription?
  private let limit: BoardInstant?
  private let board: MockBoard
  let steered: SteeredBoard
  private let firmware: Firmware
  private let report: any Report
  private let trace: TraceWriter?
  let session: Session
  let control: ControlSocket?
  private var tally = Tally()
  private var signal: TerminationSignal?
  private var hasComplained = false

  /// Reads the files, makes the board, and opens the trace; no time passes yet.
  ///
  /// - Throws: `FileError` with every mistake of a file, `OutputError` when the trace cannot be
  ///   created, `FirmwareError` when the board refuses what the wiring asks for, or `BoardError`.
  init(wiring path: String, _ options: RunOptions, on terminal: Terminal = .current) throws {
    let wiring = try WiringLoader.load(path: path, board: options.board)
    self.wiring = wiring
    scenario = try options.scenario.map { try ScenarioLoader.load(path: $0, wiring: wiring) }
    limit = options.until.map { .start + $0.length }
    let speed = options.speed ?? (terminal.isInteractive ? .real : .max)
    let isLive = speed != .max

    var configuration = MockConfiguration()
    // Nobody looks at the record of accesses; what happened is in the trace.
    configuration.accessCapacity = 0
    board = MockBoard(wiring.board, configuration: configuration)
    steered = try SteeredBoard(board, speed: speed)
    firmware = try Firmware(wiring, on: steered, timing: .nominal)
    firmware.isAccounting = true
    session = Session(wiring, board, steered, firmware, ownsTime: false)
    // At full speed a run is over before anybody could join it.
    control = isLive ? Self.openControl(wiring) : nil
    report =
      options.json
      ? JSONReport(firmware, isLive: isLive)
      : TextReport(wiring, firmware, hasColour: terminal.hasColour, isLive: isLive)
    // Last of all, so that a mistake elsewhere leaves an older trace as it was.
    let firmware = firmware
    trace = try options.trace.map {
      TraceWriter(try OutputFile(creating: $0), firmware, isLive: isLive)
    }
  }

  /// Plays the run to its end; prints what happens, and complaints on standard error.
  func play() -> ExitStatus {
    report.begin(wiring, firmware)
    trace?.begin(wiring)
    invite()
    watch()
    let end = run()
    firmware.shutDown()
    report.end(end, Summary(firmware, wiring, tally, board: board))
    trace?.finish()
    control?.close()
    complain(end)
    return status(end)
  }

  private func watch() {
    firmware.onTrace = { [unowned self] event in
      tally.add(event)
      if control != nil { session.add(event) }
      report.add(event)
      trace?.add(event)
    }
    firmware.onEvent = { [unowned self] event, _ in
      report.deliver(event)
      if control != nil { session.deliver(event) }
    }
    firmware.onSettle = { [unowned self] in
      report.settle()
      trace?.settle()
      attend()
      complainAboutTrace()
      if report.failure != nil { firmware.stop() }
    }
    steered.onSignal = { [unowned self] signal in
      self.signal = signal
      firmware.stop()
    }
    if control != nil { steered.attention = self }
  }

  /// Others may join a run that lasts: tells them how.
  private func invite() {
    guard let control, scenario == nil, limit == nil else { return }
    Self.complain("running until Ctrl-C; drive the board with: board-cli attach \(control.name)")
  }

  private func run() -> RunEnd {
    guard let scenario else {
      let pause = firmware.run(until: limit)
      return end(pause == .deadline ? .until : .quiet, nil)
    }
    let player = ScenarioPlayer(scenario, wiring: wiring, board: board, firmware: firmware)
    var failure: ScenarioFailure?
    var cause = RunEnd.Cause.scenario
    do throws(ScenarioFailure) {
      if try player.play(until: limit) == .limit { cause = .until }
    } catch {
      failure = error
    }
    return end(
      cause,
      RunEnd.Scenario(
        name: scenario.name, steps: scenario.steps.count, played: player.played, failure: failure))
  }

  /// The end, for the given cause unless something more urgent made it.
  private func end(_ cause: RunEnd.Cause, _ scenario: RunEnd.Scenario?) -> RunEnd {
    let urgent: RunEnd.Cause? =
      if let signal { .signal(signal) } else if report.failure != nil { .output } else { nil }
    return RunEnd(time: firmware.now, cause: urgent ?? cause, scenario: scenario)
  }

  private func complain(_ end: RunEnd) {
    if let failure = end.scenario?.failure { Self.complain(failure) }
    if let failure = report.failure, !failure.isBrokenPipe { Self.complain(failure) }
    complainAboutTrace()
  }

  /// Says once, and as soon as it is so, that a trace is not whole.
  private func complainAboutTrace() {
    guard !hasComplained, let failure = trace?.failure else { return }
    hasComplained = true
    Self.complain(failure)
  }

  static func complain(_ message: Any) {
    var standardError = OutputFile.standardError
    standardError.write("\(message)\n")
  }

  private func status(_ end: RunEnd) -> ExitStatus {
    if let signal { return .signal(signal) }
    if let failure = end.scenario?.failure {
      return failure.kind == .timeout ? .timeout : .failure
    }
    if report.failure?.isBrokenPipe == true { return .brokenPipe }
    return report.failure == nil && trace?.failure == nil ? .success : .failure
  }
}
