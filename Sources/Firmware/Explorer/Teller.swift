import BoardHAL
import Firmware

/// Writes down what happens in one run: in words, and as a trace.
final class Teller {
  private(set) var story: [String] = []
  private var encoder = TraceEncoder()
  private let onTrace: ((TraceEvent, Firmware) -> Void)?

  init(_ onTrace: ((TraceEvent, Firmware) -> Void)?) {
    self.onTrace = onTrace
  }

  /// The trace, as JSON Lines.
  var bytes: [UInt8] { encoder.bytes }

  func listen(to firmware: Firmware) {
    firmware.onTrace = { [unowned self, unowned firmware] event in
      encoder.encode(event, firmware)
      if let words = event.words(firmware) { story.append("  " + words) }
      onTrace?(event, firmware)
    }
  }

  func tell(_ words: String) { story.append(words) }

  func drain(_ firmware: Firmware) { firmware.drainTrace() }

  func finish(_ wrong: String?, _ firmware: Firmware) {
    firmware.drainTrace()
    tell(wrong ?? "all is well")
  }
}

extension TraceEvent {
  /// What happened, or nil for what the story tells otherwise.
  fileprivate func words(_ names: some TraceNames) -> String? {
    switch kind {
    case .serviceBegan(let line, let device, let level):
      return "processor \(processor): \(names.name(of: device)) serves \(names.label(of: line)) "
        + "at level \(level.number)"
    case .serviceEnded(_, let device, let outcome):
      return "processor \(processor): service of \(names.name(of: device)) ends, \(outcome)"
    case .deferredBegan(let device, let call):
      return "processor \(processor): deferred call \(call) of \(names.name(of: device)) begins"
    case .deferredEnded(let device, let call, let items, let lost):
      return "processor \(processor): deferred call \(call) of \(names.name(of: device)) ends, "
        + "\(items) snapshots, \(lost) lost"
    case .event(let device, let code, let value):
      return "\(names.name(of: device)) tells \(names.name(ofEvent: code, of: device)), \(value)"
    case .requestBegan(let device, let request):
      return "\(names.name(of: device)) begins request \(request.number)"
    case .requestEnded(let device, let request, let status):
      return "\(names.name(of: device)) ends request \(request.number), \(status)"
    case .gate(let line, let gate):
      return "\(names.label(of: line)) is \(gate)"
    case .action(let device, let code):
      return "\(names.name(of: device)) is asked to \(names.name(ofAction: code, of: device))"
    case .timerExpired(let device, let timer, _):
      return "timer \(timer) of \(names.name(of: device)) runs out"
    case .unclaimed(let line):
      return "nobody claims \(names.label(of: line))"
    case .fault(let device, let fault):
      return "\(names.name(of: device)): \(fault)"
    default:
      return nil
    }
  }
}
