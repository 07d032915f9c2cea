import BoardHAL
import BoardHALLinux

/// A session in another program, at the other end of its control socket.
final class RemoteOperator: Operator {
  /// What the session runs.
  private(set) var wiring = ""
  private(set) var vocabulary = Vocabulary()
  var onHappening: (([String]) -> Void)?

  /// The signal that ended the visit.
  private(set) var signal: TerminationSignal?

  private let name: String
  private let socket: Int32
  private let clock: MonotonicClock
  private let signals: TerminationSignals
  private var lines = LineBuffer()
  private var isGone = false

  /// Visits a session and learns its names.
  ///
  /// - Parameter name: What people call the session.
  /// - Throws: `ControlError` when nobody is there, or speaks another version; `BoardError`.
  init(visiting name: String) throws {
    guard let socket = try LocalSocket.connect(to: ControlFolder.socket(name)) else {
      throw ControlError("\(name): error: it has ended; start a shell or a run, and attach to that")
    }
    self.name = name
    self.socket = socket
    clock = MonotonicClock()
    signals = try TerminationSignals(clock: clock)
    guard case .hello(let wiring)? = receive() else {
      throw ControlError("\(name): error: it speaks another version; use the same board-cli")
    }
    self.wiring = wiring
    _ = collect()
  }

  deinit { LocalSocket.close(socket) }

  func perform(_ line: String, reply: (Answer) -> Void) {
    send(line)
    reply(collect())
  }

  func wait(for inputs: [Int32]) -> Wake {
    while true {
      let wake = wait(for: inputs, atMost: nil)
      if wake != .deadline || isGone { return wake }
    }
  }

  /// Waits until one of the descriptors can be read, and no longer than `time`.
  ///
  /// - Returns: `deadline` when the time has passed, or when the session has ended.
  func wait(for inputs: [Int32], atMost time: Nanoseconds?) -> Wake {
    let end = time.map { clock.now + $0 }
    while true {
      if let signal { return .signal(signal) }
      while let line = lines.takeLine() { handle(line) }
      if isGone { return .deadline }
      if inputs.contains(where: Descriptor.isReadable) { return .readable }
      switch signals.wait(until: end, orReading: inputs + [socket]) {
      case .signal(.interrupt): return .signal(.interrupt)
      case .signal(let other): signal = other
      case .readable where Descriptor.isReadable(socket): fill()
      case .readable: continue
      case .deadline: return .deadline
      }
    }
  }

  // MARK: Messages

  /// Reads the answer to what was asked last; happenings in between are shown.
  private func collect() -> Answer {
    var answer = Answer(lines: [])
    while let message = receive() {
      switch message {
      case .hello: continue
      case .name(let kind, let name): vocabulary.add(name, as: kind)
      case .result(let text): answer.lines.append(text)
      case .complaint(let text): answer.complaint = text
      case .happening(let text): onHappening?([text])
      case .done(let isLast):
        answer.isLast = isLast
        return answer
      }
    }
    answer.complaint = signal == nil ? "the session has ended" : "interrupted"
    answer.isLast = true
    return answer
  }

  /// Waits for the next message; nil when none will come, or when a signal ends the visit.
  private func receive() -> Message? {
    while signal == nil {
      if let line = lines.takeLine() { return Message(line) }
      if isGone { return nil }
      switch signals.wait(until: nil, orReading: [socket]) {
      case .signal(let signal): self.signal = signal
      case .readable, .deadline: fill()
      }
    }
    return nil
  }

  private func handle(_ line: String) {
    if case .happening(let text)? = Message(line) { onHappening?([text]) }
  }

  private func fill() {
    if lines.fill(from: socket) == .over { isGone = true }
  }

  private func send(_ line: String) {
    var bytes = Array((line + "\n").utf8)
    while !bytes.isEmpty {
      switch Descriptor.write(bytes, to: socket) {
      case .done(let count): bytes.removeFirst(count)
      case .later: continue
      case .over:
        isGone = true
        return
      }
    }
  }
}
