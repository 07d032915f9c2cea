import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareLive

/// A real board under a live engine: its waits end with a signal, or when somebody calls.
final class LiveStage: Stage {
  var onSignal: ((TerminationSignal) -> Void)?
  var onInterrupt: (() -> Bool)?
  weak var attention: (any Attention)?
  private(set) var isCalled = false

  private let engine: LiveEngine
  private let signals: TerminationSignals
  private let calls: CallWatch

  /// Happenings that wait for passive level, which threads above it may keep from its turn: those
  /// of some thousand interrupts.
  private static let traceCapacity = 16_384

  /// Holds the signals back first: from here on none can end the program with an output driven.
  init(_ description: BoardDescription) throws(BoardError) {
    engine = try LiveEngine(description)
    signals = try TerminationSignals(clock: engine.clock)
    calls = try CallWatch(clock: engine.clock)
    try engine.watch(signals)
    try engine.watch(calls)
  }

  var backend: any Backend { engine.board }

  var guarantee: String? {
    let memory = engine.keepsMemory ? "; memory is kept from being paged out" : ""
    return "\(engine.guarantee) (\(engine.reason)\(memory))"
  }

  var realTime: BoardInstant { engine.clock.now }

  /// On a real board routines take the time that they take.
  func makeFirmware() -> Firmware {
    var limits = Limits()
    limits.trace = Self.traceCapacity
    return engine.makeFirmware(limits: limits)
  }

  func surroundings(of wiring: WiringDescription, _ firmware: Firmware) -> any Surroundings {
    LinuxSurroundings(engine, firmware, wiring)
  }

  func start(_ firmware: Firmware) throws(BoardError) { try engine.start(firmware) }

  @discardableResult
  func run(
    _ firmware: Firmware, until deadline: BoardInstant?, or isSatisfied: () -> Bool
  ) -> Firmware.Pause {
    calls.watch(attention?.descriptors ?? [])
    do throws(BoardError) {
      return try engine.run(firmware, until: deadline) {
        // Asked last before each wait, when it is known who still waits for what.
        calls.set(attention?.tick)
        return isSatisfied()
      }
    } catch {
      preconditionFailure("the threads were started before: \(error)")
    }
  }

  /// A real board does not stand still: it runs until somebody calls.
  func rest(_ firmware: Firmware) {
    run(firmware, until: nil) { isCalled }
  }

  func stop(_ firmware: Firmware) { engine.stop(firmware) }

  // MARK: Calls

  func notice() {
    guard engine.takeCall() else { return }
    if let signal = signals.take() { obey(signal) }
    isCalled = true
  }

  func answered() {
    isCalled = false
    // A visitor may have gone and another have come under its number.
    calls.watch(attention?.descriptors ?? [])
  }

  private func obey(_ signal: TerminationSignal) {
    if signal == .interrupt, onInterrupt?() == true { return }
    onSignal?(signal)
  }
}
