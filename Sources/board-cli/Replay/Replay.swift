import BoardFiles
import BoardHAL
import BoardHALMock
import Firmware

/// Runs a recorded wiring again, on nothing but what came from outside, and compares.
///
/// Every line that the firmware traces is compared with the recorded one, byte by byte. Of a mock
/// board's recording the times are worked out anew and compared too. Those of a real board were
/// input, and are given back.
final class Replay: TraceWitness {
  /// Where a replay left the recording.
  struct Difference {
    /// The line of the file, or nil behind its end.
    let line: Int?
    /// What was recorded, or nil behind the end.
    let recorded: String?
    /// What happened instead, or nil when nothing did.
    let replayed: String?
  }

  /// The firmware that runs.
  let firmware: Firmware

  /// Where the replay left the recording, or nil.
  private(set) var difference: Difference?

  /// Called with each line of the replay's own trace.
  var onLine: (([UInt8]) -> Void)?

  /// The recording is of a real board.
  let replaysClock: Bool

  private let plan: ReplayPlan
  private let board: ReplayBoard
  private let wiring: WiringDescription
  private let recordedNames: TraceDirectory
  private let processors: Int
  private var encoder = TraceEncoder()
  /// How many lines have been compared.
  private var compared = 0

  /// Makes a replay, of which nothing has happened yet.
  ///
  /// - Parameters:
  ///   - file: The recording.
  ///   - wiring: What it is replayed on: the recorded wiring, or one that was changed since.
  init(_ file: TraceFile, on wiring: WiringDescription) {
    self.wiring = wiring
    plan = ReplayPlan(file)
    replaysClock = !file.header.isVirtual
    recordedNames = file.names
    processors = file.header.processors
    board = ReplayBoard(plan.inputs, clock: file.header.isVirtual ? .virtual : .real)
    var limits = Limits()
    limits.processors = processors
    // A real board's routines took their time; here each is only a place to be interrupted at.
    let instant = Timing(service: .nanoseconds(1), deferred: .nanoseconds(1))
    firmware = Firmware(
      on: board, limits: limits, timing: replaysClock ? instant : file.header.timing)
    firmware.isAccounting = file.header.isAccounting && !replaysClock
  }

  /// How many happenings there are to be seen again.
  var count: Int { plan.expected.count }

  /// When the last of them happened.
  var end: BoardInstant { plan.expected.last?.event.time ?? .start }

  /// Runs to the end of the recording, or to the first difference.
  ///
  /// - Throws: `FirmwareError` when the wiring cannot be put onto any board.
  func run() throws {
    firmware.witness = self
    firmware.onTrace = { [unowned self] event in compare(event) }
    // Events go as they went, though here nobody listens to them.
    firmware.onEvent = { _, _ in }
    try firmware.connect(wiring)
    firmware.drainTrace()
    while difference == nil, let next {
      if next.event.isByApplication, isDue(next) {
        perform(next)
      } else if !step(), !advance() {
        stall()
      }
      firmware.drainTrace()
    }
  }

  func witness(_ event: inout TraceEvent) {
    if replaysClock, let next { event.time = next.event.time }
    board.position += 1
  }

  var interruptsPassive: Bool {
    switch next?.event.kind {
    case .edge, .received, .lostBefore, .serviceBegan, .deferredBegan, .timerExpired: true
    case .raised: next?.event.isByApplication == false
    default: false
    }
  }

  func items(ofCall call: Int, of device: DeviceID) -> Int? {
    for entry in plan.expected[min(board.position, plan.expected.count)...] {
      guard case .deferredEnded(device, UInt8(call), let items, let lost) = entry.event.kind else {
        continue
      }
      // Losses alone are told when the ring is empty, which no number may stand in the way of.
      return items == 0 && lost > 0 ? Int.max : Int(items)
    }
    return nil
  }

  /// What has to happen next.
  private var next: TraceFile.Entry? {
    board.position < plan.expected.count ? plan.expected[board.position] : nil
  }

  private func isDue(_ entry: TraceFile.Entry) -> Bool {
    replaysClock || entry.event.time <= firmware.now
  }

  /// Lets each processor do its most urgent thing; false when nothing came of it.
  private func step() -> Bool {
    let before = board.position
    var isIdle = true
    for processor in 0..<processors where firmware.step(on: processor) != .idle {
      isIdle = false
      firmware.drainTrace()
    }
    // A masked line takes its records in without any step.
    return !isIdle || board.position > before
  }

  /// Lets time pass to whatever comes next; false when nothing does.
  private func advance() -> Bool {
    let before = board.now
    var deadline = replaysClock ? nil : firmware.nextTimer
    if !replaysClock, let next, next.event.isByApplication {
      deadline = min(deadline ?? next.event.time, next.event.time)
    }
    guard board.wait(until: deadline) else { return false }
    // What is due and is not taken now will never be.
    return board.now > before || step()
  }

  private func stall() {
    guard let next else { return }
    difference = Difference(
      line: next.line, recorded: String(decoding: next.text, as: UTF8.self), replayed: nil)
  }

  private func compare(_ event: TraceEvent) {
    encoder.encode(event, firmware)
    guard !encoder.bytes.isEmpty else { return }
    let line = encoder.bytes
    encoder.removeAll()
    onLine?(line)
    guard difference == nil else { return }
    let expected = compared < plan.expected.count ? plan.expected[compared] : nil
    compared += 1
    guard expected.map({ $0.text.elementsEqual(line.dropLast()) }) != true else { return }
    difference = Difference(
      line: expected?.line, recorded: expected.map { String(decoding: $0.text, as: UTF8.self) },
      replayed: String(decoding: line.dropLast(), as: UTF8.self))
  }

  // MARK: What the application did

  private func perform(_ entry: TraceFile.Entry) {
    switch entry.event.kind {
    case .raised(let line): firmware.raise(line)
    case .gate(let line, .masked): firmware.mask(line)
    case .gate(let line, .unmasked): firmware.unmask(line)
    case .gate(let line, let gate): firmware.replayGate(gate == .enabled, line)
    case .action(let device, let code):
      let name = recordedNames.name(ofAction: code, of: device)
      guard let code = firmware.code(ofAction: name, of: device) else { return stall() }
      firmware.replayAction(code, EventText(entry.bytes), to: device)
    case .shutDown: firmware.shutDown()
    default: stall()
    }
  }
}
