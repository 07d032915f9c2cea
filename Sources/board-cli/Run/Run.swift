import BoardFiles
import BoardHAL
import BoardHALLinux
import BoardHALMock
import Firmware
import FirmwareTestBench

/// One run of a wiring on a board, mock or real, from its files to its exit status.
final class Run {
  private let wiring: WiringDescription
  private let scenario: ScenarioDescription?
  private let limit: BoardInstant?
  private let stage: any Stage
  private let firmware: Firmware
  private let report: any Report
  private let trace: TraceWriter?
  private let guests: Guests?
  private var tally = Tally()
  private var signal: TerminationSignal?
  private var hasComplained = false

  /// Reads the files, makes the board, and opens the trace; no time passes yet.
  ///
  /// - Throws: `FileError` with every mistake of a file, `OutputError` when the trace cannot be
  ///   created, `FirmwareError` when the board refuses what the wiring asks for, or `BoardError`.
  init(wiring path: String, _ options: RunOptions, on terminal: Terminal = .current) throws {
    let wiring = try WiringLoader.load(path: path, board: options.board)
    let sources = try WiringSources(path: path, board: options.board)
    self.wiring = wiring
    scenario = try options.scenario.map { try ScenarioLoader.load(path: $0, wiring: wiring) }
    limit = options.until.map { .start + $0.length }
    let speed = options.speed ?? (terminal.isInteractive ? .real : .max)
    let isLive = options.hal == .linux || speed != .max
    stage = try StageMaker.stage(wiring.board, on: options.hal, speed: speed)
    firmware = stage.makeFirmware()
    firmware.isAccounting = true
    // From the first moment: what a device reads when it starts is part of a recording.
    firmware.beginTrace()
    try firmware.connect(wiring)
    // At full speed a run is over before anybody could join it.
    guests = isLive ? Guests(wiring, sources, stage, firmware) : nil
    report =
      options.json
      ? JSONReport(firmware, sources, isLive: isLive)
      : TextReport(wiring, firmware, hasColour: terminal.hasColour, isLive: isLive)
    // Last of all, so that a mistake elsewhere leaves an older trace as it was.
    let firmware = firmware
    trace = try options.trace.map {
      TraceWriter(try OutputFile(creating: $0), firmware, sources, isLive: isLive)
    }
  }

  /// Plays the run to its end; prints what happens, and complaints on standard error.
  ///
  /// - Throws: `BoardError` when the system refuses to serve the board; then nothing was run.
  func play() throws(BoardError) -> ExitStatus {
    try stage.start(firmware)
    report.begin(wiring, firmware)
    trace?.begin(wiring)
    invite()
    watch()
    let end = run()
    stage.stop(firmware)
    firmware.shutDown()
    report.end(end, Summary(firmware, wiring, tally, faults: mock?.wiringFaults ?? []))
    trace?.finish()
    guests?.leave()
    complain(end)
    return status(end)
  }

  private func watch() {
    firmware.onTrace = { [unowned self] event in
      tally.add(event)
      guests?.add(event)
      report.add(event)
      trace?.add(event)
    }
    // Events are handed out although nobody listens: the trace says when.
    firmware.onEvent = { _, _ in }
    firmware.onSettle = { [unowned self] in
      stage.notice()
      report.settle()
      trace?.settle()
      guests?.attend()
      complainAboutTrace()
      if report.failure != nil { firmware.stop() }
    }
    stage.onSignal = { [unowned self] signal in obey(signal) }
  }

  /// The mock board, which a scenario can act on; nil for a real one.
  private var mock: MockBoard? { (stage as? SteeredBoard)?.base }

  /// Tells what holds about levels; and how others may join a run that lasts.
  private func invite() {
    if let guarantee = stage.guarantee { Command.complain("levels are \(guarantee)") }
    guard let guests, scenario == nil, limit == nil else { return }
    Command.complain(guests.invitation)
  }

  private func obey(_ signal: TerminationSignal) {
    self.signal = signal
    firmware.stop()
  }

  private func run() -> RunEnd {
    // The options say that a scenario has a mock board to act on.
    guard let scenario, let board = mock else {
      let pause = stage.run(firmware, until: limit) { false }
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
    if let failure = end.scenario?.failure { Command.complain(failure) }
    if let failure = report.failure, !failure.isBrokenPipe { Command.complain(failure) }
    complainAboutTrace()
  }

  /// Says once, and as soon as it is so, that a trace is not whole.
  private func complainAboutTrace() {
    guard !hasComplained, let failure = trace?.failure else { return }
    hasComplained = true
    Command.complain(failure)
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
