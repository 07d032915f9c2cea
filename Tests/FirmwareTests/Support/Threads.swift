import BoardHAL
import Firmware
import Glibc

/// Threads that run beside each other and are waited for.
final class Threads: Sendable {
  private let bodies: [@Sendable () -> Void]

  init(_ bodies: (@Sendable () -> Void)...) {
    self.bodies = bodies
  }

  /// As many threads as `count`, each told its number.
  init(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    bodies = (0..<count).map { number in { body(number) } }
  }

  func run() {
    var threads: [pthread_t] = []
    for body in bodies {
      let box = Unmanaged.passRetained(Box(body))
      var thread = pthread_t()
      let result = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, box.toOpaque())
      precondition(result == 0, "the system refused a thread")
      threads.append(thread)
    }
    for thread in threads { pthread_join(thread, nil) }
  }

  private final class Box: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }
}

/// A board on which nothing ever happens by itself and time stands still: lines are raised by hand.
final class SilentBoard: Backend {
  let capabilities = Capabilities(
    hasVirtualTime: false, hasSequenceNumbers: false, hasDebounce: false)
  let now = BoardInstant.start

  func open(_ source: LineSource, as line: LineID) throws(BoardError) {}
  func close(_ line: LineID) {}
  func takeReadyLine() -> LineID? { nil }
  func takeRecord(from line: LineID) -> LineRecord? { nil }
  func wait(until deadline: BoardInstant?) -> Bool { false }
  func value(of line: LineID) throws(BoardError) -> LineValue { .inactive }
  func readRegister(_ register: RegisterID) -> UInt32 { 0 }
  func writeRegister(_ register: RegisterID, _ value: UInt32) {}
  func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    throw .noSuchPin(pin)
  }
  func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {}
  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int { 0 }
  func enterSafeState() {}

  /// What the kernel would know a line by; nil unless a test says so.
  var descriptor: Int32?
  func rawDescriptor(of line: LineID) -> Int32? { descriptor }
}
