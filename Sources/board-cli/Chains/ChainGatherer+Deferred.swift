import BoardHAL
import Firmware

/// What deferred calls do, and what asks for them.
extension ChainGatherer {
  /// The half of `add` that is about deferred calls.
  mutating func addDeferred(_ event: TraceEvent) {
    let time = event.time
    switch event.kind {
    case .deferredBegan(let device, let number):
      let call = Call(device: device, number: number)
      beginRoutine(call, "deferred", at: time, chainAwaiting(call, at: time))
    case .deferredEnded(let device, let number, _, let lost):
      let call = Call(device: device, number: number)
      guard let index = endRoutine(call, "deferred", at: time) else { return }
      if lost > 0 { note("\(lost) lost", .trouble, at: time, index) }
    case .timerExpired(let device, _, let periods):
      let times = periods > 1 ? " ×\(periods)" : ""
      ask(device, "timer of \(names.name(of: device))\(times)", at: time)
    case .action(let device, let code):
      act(device, code, at: time)
    case .event(let device, let code, _):
      let index = chainRunning(device, at: time)
      let text = names.event(code, of: device)
      let step = note(text, .told, at: time, index)
      untold.append((device, code, index))
      unfinished = (index, step, [])
      addText(event)
    case .more:
      addText(event)
    case .delivered(let device, let code):
      deliver(code, of: device)
    case .eventLost(let device, let code):
      lose(code, of: device, at: time)
    case .drove(let device, _, let value):
      note(names.output(value, of: device), .output, at: time, chainRunning(device, at: time))
    case .transmitted(let device, let line, let count):
      transmit(count, on: line, by: device, at: time)
    case .requestBegan(let device, let request):
      note("request \(request.number) begins", nil, at: time, chainRunning(device, at: time))
    case .requestEnded(let device, let request, let status):
      let index = chainRunning(device, at: time)
      note("request \(request.number) \(status)", .told, at: time, index)
    case .lockOrder(let line, let outer, let device):
      let index = chainRunning(device, at: time)
      note(names.lockOrder(line, under: outer, device), .trouble, at: time, index)
    case .fault(let device, let fault):
      let index = chainRunning(device, at: time)
      note(names.fault(fault, of: device), .trouble, at: time, index)
    default:
      return
    }
  }

  /// Takes in that an event was delivered; actions that come next follow from it.
  private mutating func deliver(_ code: UInt8, of device: DeviceID) {
    let place = untold.firstIndex { $0.device == device && $0.code == code }
    guard let place else { return }
    delivered = untold.remove(at: place).chain
  }

  /// Gives an event its text, of which a long one comes in several pieces.
  mutating func addText(_ event: TraceEvent) {
    guard var text = unfinished else { return }
    for index in 0..<event.bytes.count { text.bytes.append(event.bytes[index]) }
    unfinished = event.bytesToCome > 0 ? text : nil
    guard event.bytesToCome == 0, !text.bytes.isEmpty else { return }
    chains[text.chain].chain.steps[text.step].text +=
      " \(Quoted.text(String(decoding: text.bytes, as: UTF8.self)))"
  }

  /// The chain that waits for a deferred call, or a new one.
  private mutating func chainAwaiting(_ call: Call, at time: BoardInstant) -> Int {
    for index in chains.indices {
      guard let place = chains[index].awaited.firstIndex(of: call) else { continue }
      chains[index].awaited.remove(at: place)
      return index
    }
    return open(names.name(of: call.device), at: time)
  }

  /// The chain in which a device's routine runs or has just ended, or a new one.
  private mutating func chainRunning(_ device: DeviceID, at time: BoardInstant) -> Int {
    chains.lastIndex { $0.running.contains { $0.call.device == device } }
      ?? chains.lastIndex { $0.last == time && $0.asked.contains(device) }
      ?? open(names.name(of: device), at: time)
  }

  /// Notes that something asks for a device's deferred call: as the cause of a chain, unless one
  /// waits for the call already.
  private mutating func ask(_ device: DeviceID, _ cause: String, at time: BoardInstant) {
    let call = Call(device: device, number: 0)
    if let index = chains.firstIndex(where: { $0.awaited.contains(call) }) {
      note(cause, nil, at: time, index)
    } else {
      let index = open(cause, at: time)
      chains[index].awaited.append(call)
    }
  }

  private mutating func act(_ device: DeviceID, _ code: UInt8, at time: BoardInstant) {
    let text = names.action(code, of: device)
    guard let delivered else { return ask(device, text, at: time) }
    note(text, .told, at: time, delivered)
    let call = Call(device: device, number: 0)
    if !chains.contains(where: { $0.awaited.contains(call) }) {
      chains[delivered].awaited.append(call)
    }
  }

  private mutating func lose(_ code: UInt8, of device: DeviceID, at time: BoardInstant) {
    if let place = untold.lastIndex(where: { $0.device == device && $0.code == code }) {
      untold.remove(at: place)
    }
    let index = chainRunning(device, at: time)
    note("not delivered: the event queue is full", .trouble, at: time, index)
  }

  /// A port that takes bytes one by one has them counted in one step.
  private mutating func transmit(
    _ count: UInt32, on line: LineID, by device: DeviceID, at time: BoardInstant
  ) {
    let index = chainRunning(device, at: time)
    if let sent = chains[index].sent, sent.line == line,
      sent.step == chains[index].chain.steps.count - 1
    {
      let total = sent.count + count
      chains[index].chain.steps[sent.step].text = names.sent(total, on: line)
      chains[index].sent = (line, total, sent.step)
    } else {
      let step = note(names.sent(count, on: line), .output, at: time, index)
      chains[index].sent = (line, count, step)
    }
  }
}
