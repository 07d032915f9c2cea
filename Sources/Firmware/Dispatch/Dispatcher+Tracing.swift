import BoardHAL

/// How happenings come into the trace, each with what a replay needs of it.
///
/// `note` takes the core's lock; `trace` is for callers that hold it.
extension Dispatcher {
  @inline(__always)
  func note(
    _ kind: @autoclosure () -> TraceEvent.Kind, number: UInt32 = 0, at time: BoardInstant? = nil,
    on processor: Int = 0
  ) {
    if core.isTracing { record(kind(), number: number, at: time, on: processor) }
  }

  /// Notes what the application did from outside of all routines.
  func noteByApplication(_ kind: TraceEvent.Kind) {
    guard core.isTracing else { return }
    lockCore(Self.outside)
    trace(kind, isByApplication: true)
    unlockCore()
  }

  /// Notes a happening with the text that went with it, if there is one.
  func note(
    _ kind: TraceEvent.Kind, _ text: EventText?, isByApplication: Bool = false,
    on processor: Int = 0
  ) {
    guard core.isTracing else { return }
    lockCore(processor)
    trace(kind, text ?? EventText(), isByApplication: isByApplication, on: processor)
    unlockCore()
    replayPoint(on: processor)
  }

  /// Notes a happening with the bytes that went with it.
  func note(_ kind: TraceEvent.Kind, _ bytes: Span<UInt8>, on processor: Int = 0) {
    guard core.isTracing else { return }
    lockCore(processor)
    trace(event(kind, on: processor), bytes)
    unlockCore()
    replayPoint(on: processor)
  }

  /// Kept out of line, so that a firmware that is not traced carries no more than a test of a bit.
  @inline(never)
  private func record(
    _ kind: TraceEvent.Kind, number: UInt32, at time: BoardInstant?, on processor: Int
  ) {
    lockCore(processor)
    var event = event(kind, on: processor)
    if let time { event.time = time }
    event.number = number
    trace(event)
    unlockCore()
    replayPoint(on: processor)
  }

  /// What a device sees when it looks at the clock.
  ///
  /// Virtual time follows from the records alone. That of a real board does not, so that each look
  /// at it is a happening, which a replay gives the same answer.
  func readClock(for device: DeviceID, on processor: Int) -> BoardInstant {
    guard core.isTracing, !hasVirtualTime || witness?.replaysClock == true else {
      return backend.now
    }
    return traceClock(for: device, on: processor)
  }

  @inline(never)
  private func traceClock(for device: DeviceID, on processor: Int) -> BoardInstant {
    lockCore(processor)
    let time = trace(event(.clock(device: device), on: processor))
    unlockCore()
    replayPoint(on: processor)
    return time
  }

  // MARK: Under the lock

  /// Traces the begin of a deferred call, in the same moment in which it begins: a request that
  /// comes before finds it waiting, one that comes after finds it running.
  @inline(never)
  func traceBegin(of call: Int, on processor: Int) {
    trace(
      event(
        .deferredBegan(
          device: DeviceID(core.deferredCalls[call].device),
          call: UInt8(core.deferredCalls[call].number)),
        on: processor))
  }

  /// Traces the end of a deferred call, in the same moment in which it ends.
  @inline(never)
  func traceEnd(of call: Int, _ drained: DrainReport, on processor: Int) {
    trace(
      event(
        .deferredEnded(
          device: DeviceID(core.deferredCalls[call].device),
          call: UInt8(core.deferredCalls[call].number), items: UInt32(drained.items),
          lost: UInt32(drained.lost)),
        on: processor))
  }

  /// Traces that a device's timer ran out, in the same moment in which its call is queued.
  @inline(never)
  func traceExpiry(of device: Int, _ timer: Int, _ periods: Int, on processor: Int) {
    trace(
      event(
        .timerExpired(
          device: DeviceID(device), timer: UInt8(timer), periods: UInt32(clamping: periods)),
        on: processor))
  }

  /// Traces a happening with the text that goes with it.
  func trace(
    _ kind: TraceEvent.Kind, _ text: EventText, isByApplication: Bool, on processor: Int
  ) {
    var event = event(kind, on: processor)
    event.isByApplication = isByApplication
    trace(event, text.storage.span.extracting(first: text.count))
  }

  func trace(_ kind: TraceEvent.Kind, isByApplication: Bool = false) {
    var event = event(kind, on: 0)
    event.isByApplication = isByApplication
    trace(event)
  }

  /// Traces what the hardware reported, with the time of its own.
  @inline(never)
  func trace(_ record: LineRecord, on line: LineID) {
    switch record {
    case .bare:
      trace(.raised(line))
    case .edge(let edge):
      if edge.lost > 0 { trace(.lostBefore(line, count: edge.lost)) }
      var event = TraceEvent(
        time: edge.time, processor: 0,
        kind: .edge(line, edge.edge, edge.value, sequence: edge.sequence))
      event.loss = edge.loss
      event.merged = edge.merged
      trace(event)
    case .serial(let serial):
      var event = TraceEvent(
        time: serial.time, processor: 0,
        kind: .received(line, serial.kind, count: serial.count))
      event.generation = serial.generation
      guard serial.kind == .modemLines else { return serial.withBytes { trace(event, $0) } }
      let lines: InlineArray<1, UInt8> = [serial.modemLines.rawValue]
      trace(event, lines.span)
    }
  }

  /// Traces what became of a record or a raise, unless it simply waits for its service.
  @inline(never)
  func trace(_ reception: InterruptController.Reception, of line: LineID) {
    switch reception {
    case .merged: trace(.merged(line))
    case .ignored: trace(.ignored(line))
    case .pending, .queued, .full: return
    }
  }

  private func event(_ kind: TraceEvent.Kind, on processor: Int) -> TraceEvent {
    TraceEvent(time: backend.now, processor: max(processor, 0), kind: kind)
  }

  /// Records a happening; returns its time, which a witness may have set.
  @discardableResult
  private func trace(_ event: TraceEvent) -> BoardInstant {
    var event = event
    witness?.witness(&event)
    core.trace.record(event)
    return event.time
  }

  private func trace(_ event: TraceEvent, _ bytes: Span<UInt8>) {
    var event = event
    witness?.witness(&event)
    core.trace.record(event, bytes)
  }
}
