import BoardFiles
import BoardHAL
import BoardHALLinux
import BoardHALMock
import Firmware

/// A session in this program: a wiring on a mock board, and whoever asks things of it.
///
/// With a pace, the board lives while the prompt waits for the next key. Without one its time
/// stands still until a verb moves it.
final class LocalOperator: Operator, Attention {
  let session: Session
  let audience: Audience
  var onHappening: (([String]) -> Void)?

  /// Clients that ask things of the same session.
  let control: ControlSocket?

  /// The signal that ended the session.
  private(set) var signal: TerminationSignal?

  private let steered: SteeredBoard
  private let isPaced: Bool
  private var input: Int32?
  private var picture: Picture?

  /// Puts a wiring onto a mock board and begins its time.
  ///
  /// - Parameters:
  ///   - wiring: What is wired to the board.
  ///   - sources: The files that it was read from; nil for a bare board.
  ///   - speed: The pace of its time, or nil for time that stands still.
  ///   - terminal: Where happenings are shown.
  ///   - catchesInterrupts: Ctrl-C ends what takes its time, and not the session.
  ///   - ownsTime: The firmware runs only in `wait`; else the owner runs it.
  /// - Throws: `FirmwareError`, `BoardError`, or `ControlError` when no socket can be made.
  init(
    _ wiring: WiringDescription, _ sources: WiringSources?, speed: Speed?, on terminal: Terminal,
    catchesInterrupts: Bool,
    ownsTime: Bool = true
  ) throws {
    var configuration = MockConfiguration()
    // Nobody looks at the record of accesses; what happened is in the trace.
    configuration.accessCapacity = 0
    let mock = MockBoard(wiring.board, configuration: configuration)
    steered = try SteeredBoard(mock, speed: speed ?? .max)
    isPaced = speed != nil
    let firmware = try Firmware(wiring, on: steered, timing: .nominal)
    firmware.isAccounting = true
    session = Session(wiring, sources, mock, steered, firmware, ownsTime: ownsTime)
    control = try ControlSocket(name: wiring.name)
    var tell: (([String]) -> Void)?
    audience = Audience(
      terminal.isInteractive ? .everything : .nothing, wiring, hasColour: terminal.hasColour
    ) { tell?($0) }
    tell = { [unowned self] in onHappening?($0) }
    session.enter(audience)
    watch(catchesInterrupts: catchesInterrupts)
    firmware.run(until: firmware.now)
  }

  private func watch(catchesInterrupts: Bool) {
    let firmware = session.firmware
    firmware.onTrace = { [unowned session] in session.add($0) }
    // Events are handed out although nobody listens: the trace says when.
    firmware.onEvent = { _, _ in }
    firmware.onSettle = { [unowned self] in
      session.settle()
      control?.flush()
      // Whoever else runs the firmware does not come back to `live`.
      if !session.ownsTime, steered.isCalled { answer() }
    }
    steered.attention = self
    steered.onSignal = { [unowned self] in
      signal = $0
      session.firmware.stop()
    }
    steered.onInterrupt = { [unowned self] in
      if catchesInterrupts { session.isInterrupted = true }
      return catchesInterrupts
    }
  }

  var vocabulary: Vocabulary { Vocabulary(session.wiring) }

  func perform(_ line: String, reply: (Answer) -> Void) {
    session.perform(line, for: audience, reply: reply)
  }

  func wait(for input: Int32) -> Wake {
    self.input = input
    defer { self.input = nil }
    while true {
      if let signal { return .signal(signal) }
      if session.isInterrupted {
        session.isInterrupted = false
        return .signal(.interrupt)
      }
      if Descriptor.isReadable(input) { return .readable }
      live()
    }
  }

  /// Lets the board live until somebody asks for attention, and answers clients.
  private func live() {
    if isPaced {
      session.firmware.run(until: nil) { [steered] in steered.isCalled }
    } else {
      steered.rest()
    }
    answer()
  }

  /// Answers whoever asks for attention.
  private func answer() {
    control?.serve(session)
    draw()
    steered.answered()
  }

  /// Ends the session: outputs go to their safe state.
  func shutDown() {
    session.firmware.shutDown()
    control?.close()
  }

  // MARK: Pictures

  /// Calls `draw` so often, and whenever the descriptor can be read, also while a scenario plays.
  func attend(_ descriptor: Int32, every period: Nanoseconds, draw: @escaping () -> Void) {
    input = descriptor
    picture = Picture(next: steered.realTime, period: period, draw: draw)
  }

  private struct Picture {
    var next: BoardInstant
    let period: Nanoseconds
    let draw: () -> Void
  }

  private func draw() {
    guard let shown = picture else { return }
    picture?.next = steered.realTime + shown.period
    shown.draw()
  }

  // MARK: Attention

  var descriptors: [Int32] { (input.map { [$0] } ?? []) + (control?.descriptors ?? []) }

  var tick: BoardInstant? {
    let flush = control?.hasBacklog == true ? steered.realTime + ControlSocket.patience : nil
    return [flush, picture?.next].compactMap { $0 }.min()
  }
}
