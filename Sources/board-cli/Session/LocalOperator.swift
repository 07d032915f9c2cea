import BoardFiles
import BoardHAL
import BoardHALLinux
import BoardHALMock
import Firmware

/// A session in this program: a wiring on a board, and whoever asks things of it.
///
/// A real board lives by itself. A mock one does too if it has a pace: while the prompt waits for
/// the next key. Without one its time stands still until a verb moves it.
final class LocalOperator: Operator, Attention {
  let session: Session
  let audience: Audience
  var onHappening: (([String]) -> Void)?

  /// Clients that ask things of the same session.
  let control: ControlSocket?

  /// The signal that ended the session.
  private(set) var signal: TerminationSignal?

  private let stage: any Stage
  private let isPaced: Bool
  private var inputs: [Int32] = []
  private var picture: Picture?

  /// Puts a wiring onto a board and begins its time.
  ///
  /// - Parameters:
  ///   - wiring: What is wired to the board.
  ///   - sources: The files that it was read from; nil for a bare board.
  ///   - hal: What the board is.
  ///   - speed: The pace of a mock board's time, or nil for time that stands still.
  ///   - terminal: Where happenings are shown.
  ///   - catchesInterrupts: Ctrl-C ends what takes its time, and not the session.
  ///   - ownsTime: The firmware runs only in `wait`; else the owner runs it.
  ///   - recording: The file to record into from the first moment, if any.
  /// - Throws: `FirmwareError`, `BoardError`, `ControlError` when no socket can be made, or
  ///   `VerbError` when there is nowhere to record.
  init(
    _ wiring: WiringDescription, _ sources: WiringSources?, on hal: HAL = .mock, speed: Speed?,
    at terminal: Terminal, catchesInterrupts: Bool,
    ownsTime: Bool = true, recording: String? = nil
  ) throws {
    stage = try StageMaker.stage(wiring.board, on: hal, speed: speed ?? .max)
    isPaced = speed != nil
    let firmware = stage.makeFirmware()
    firmware.isAccounting = true
    // What a device reads when it starts is part of a recording.
    if recording != nil { firmware.beginTrace() }
    try firmware.connect(wiring)
    session = Session(wiring, sources, stage, firmware, ownsTime: ownsTime)
    control = try ControlSocket(name: wiring.name)
    var tell: (([String]) -> Void)?
    audience = Audience(
      terminal.isInteractive ? .everything : .nothing, wiring, hasColour: terminal.hasColour
    ) { tell?($0) }
    tell = { [unowned self] in onHappening?($0) }
    session.enter(audience)
    if let recording { try session.beginRecording(recording, isWhole: true) }
    watch(catchesInterrupts: catchesInterrupts)
    try stage.start(firmware)
    stage.run(firmware, until: firmware.now) { false }
  }

  private func watch(catchesInterrupts: Bool) {
    let firmware = session.firmware
    firmware.onTrace = { [unowned session] in session.add($0) }
    // Events are handed out although nobody listens: the trace says when.
    firmware.onEvent = { _, _ in }
    firmware.onSettle = { [unowned self] in
      stage.notice()
      session.settle()
      control?.flush()
      // Whoever else runs the firmware does not come back to `live`.
      if !session.ownsTime, stage.isCalled { answer() }
    }
    stage.attention = self
    stage.onSignal = { [unowned self] in
      signal = $0
      session.firmware.stop()
    }
    stage.onInterrupt = { [unowned self] in
      if catchesInterrupts { session.isInterrupted = true }
      return catchesInterrupts
    }
  }

  var vocabulary: Vocabulary { Vocabulary(session.wiring) }

  func perform(_ line: String, reply: (Answer) -> Void) {
    session.perform(line, for: audience, reply: reply)
  }

  func wait(for inputs: [Int32]) -> Wake {
    self.inputs = inputs
    defer { self.inputs = [] }
    while true {
      if let signal { return .signal(signal) }
      if session.isInterrupted {
        session.isInterrupted = false
        return .signal(.interrupt)
      }
      if inputs.contains(where: Descriptor.isReadable) { return .readable }
      live()
    }
  }

  /// Lets the board live until somebody asks for attention, and answers clients.
  private func live() {
    if isPaced {
      stage.run(session.firmware, until: nil) { [stage] in stage.isCalled }
    } else {
      stage.rest(session.firmware)
    }
    answer()
  }

  /// Answers whoever asks for attention.
  private func answer() {
    control?.serve(session)
    draw()
    stage.answered()
  }

  /// How the board keeps levels, in a line for people; nil where there is nothing to choose.
  var guarantee: String? { stage.guarantee }

  /// The mock board that the session is on, or nil.
  var mock: MockBoard? { (stage as? SteeredBoard)?.base }

  /// Lets the board live until its firmware is stopped, answering whoever calls.
  func run() {
    stage.run(session.firmware, until: nil) { false }
  }

  /// Ends the session: outputs go to their safe state.
  func shutDown() {
    stage.stop(session.firmware)
    session.firmware.shutDown()
    control?.close()
  }

  // MARK: Pictures

  /// Calls `draw` so often, and whenever the descriptor can be read, also while a scenario plays.
  func attend(_ descriptor: Int32, every period: Nanoseconds, draw: @escaping () -> Void) {
    inputs = [descriptor]
    picture = Picture(next: stage.realTime, period: period, draw: draw)
  }

  private struct Picture {
    var next: BoardInstant
    let period: Nanoseconds
    let draw: () -> Void
  }

  private func draw() {
    guard let shown = picture else { return }
    picture?.next = stage.realTime + shown.period
    shown.draw()
  }

  // MARK: Attention

  var descriptors: [Int32] { inputs + (control?.descriptors ?? []) }

  var tick: BoardInstant? {
    let flush = control?.hasBacklog == true ? stage.realTime + ControlSocket.patience : nil
    return [flush, picture?.next].compactMap { $0 }.min()
  }
}
