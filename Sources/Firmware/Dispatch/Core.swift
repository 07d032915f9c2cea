import BoardHAL

/// The state of the firmware: what asks, what waits, what runs, and how urgent it is.
///
/// Its transitions are the rules of the model and nothing else: no routine is called here, no clock
/// is read, nothing is written out, and after `init` nothing is allocated. The `Dispatcher` asks it
/// what is next, calls the routine, and tells it the outcome; a schedule explorer can hash it.
///
/// A set of places: the elements lie in the `RowMemory` of whoever made it, and a copy names the
/// same ones.
struct Core {
  /// What changes as a whole, and with several threads only under the lock.
  let guarded: GuardedCore
  /// The first connection of each line, or -1.
  let chains: FixedRow<Int32>
  /// Lines for which the hardware holds records that found no room or a closed gate.
  let hasBacklog: FixedRow<Bool>
  /// What each open line is attached to.
  let sources: FixedRow<LineSource?>
  /// Lines whose records are taken and forgotten while their gate is closed.
  let discards: FixedRow<Bool>
  /// Lines whose chip is gone: never touched again.
  let isGone: FixedRow<Bool>
  /// How lines of chips without interrupts are looked at.
  let polls: FixedRow<Poll>
  /// Who holds a line back, besides its connections.
  let holds: FixedRow<LineHolds>
  /// Lines that ask for as long as their device asserts them.
  let isLevelTriggered: FixedRow<Bool>
  /// How often in a row a line was still asserted after its service.
  let storms: FixedRow<Int>
  /// Interrupts that nobody claimed, for each line.
  let unclaimed: FixedRow<UInt64>
  let connections: FixedRow<ConnectionEntry>
  let devices: FixedRow<DeviceEntry>
  let deferredCalls: FixedRow<DeferredCall>
  /// What waits for the executors of passive level.
  let workItems: FixedRow<DeferredCall>
  let awaited: FixedRow<AwaitedRequest>
  let processors: FixedRow<ProcessorState>
  /// Which locks of lines are taken under which.
  let lockOrder: LockOrder
  /// The routines that are being timed: a stack for each processor.
  let watches: FixedRow<Watch>
  /// What each processor runs, for other threads to read.
  let notices: FixedRow<RunningNotice>
  /// When each line became pending; kept while accounting is on.
  let pendingSince: FixedRow<BoardInstant>
  /// How long each device, by row, has waited for each other, by column.
  let blame: FixedRow<Nanoseconds>
  /// The board has virtual time, which passes while routines run.
  let hasVirtualTime: Bool
  /// Who watches; written between runs only.
  private let observation: Place<Observation>

  init(_ limits: Limits, hasVirtualTime: Bool, in memory: inout RowMemory) {
    self.hasVirtualTime = hasVirtualTime
    observation = memory.place(Observation(hasVirtualTime: hasVirtualTime))
    guarded = GuardedCore(limits, in: &memory)
    chains = memory.row(repeating: -1, count: limits.lines)
    hasBacklog = memory.row(repeating: false, count: limits.lines)
    sources = memory.row(repeating: nil, count: limits.lines)
    discards = memory.row(repeating: false, count: limits.lines)
    isGone = memory.row(repeating: false, count: limits.lines)
    polls = memory.row(repeating: Poll(), count: limits.lines)
    holds = memory.row(repeating: [], count: limits.lines)
    isLevelTriggered = memory.row(repeating: false, count: limits.lines)
    storms = memory.row(repeating: 0, count: limits.lines)
    unclaimed = memory.row(repeating: 0, count: limits.lines)
    pendingSince = memory.row(repeating: .start, count: limits.lines)
    blame = memory.row(repeating: .zero, count: limits.devices * limits.devices)
    connections = memory.row(count: limits.connections) { _ in ConnectionEntry() }
    devices = memory.row(count: limits.devices) { _ in DeviceEntry(actions: limits.actions) }
    deferredCalls = memory.row(repeating: DeferredCall(), count: limits.deferredCalls)
    workItems = memory.row(repeating: DeferredCall(), count: limits.workItems)
    awaited = memory.row(repeating: AwaitedRequest(), count: limits.awaitedRequests)
    processors = memory.row(repeating: ProcessorState(), count: limits.processors)
    lockOrder = LockOrder(
      locks: limits.connections, processors: limits.processors, in: &memory)
    watches = memory.row(repeating: Watch(), count: limits.processors * Watch.depth)
    notices = memory.row(count: limits.processors) { _ in RunningNotice() }
  }

  /// Anybody watches, or virtual time has to pass: one test tells a dispatch that it is about
  /// nothing but the dispatch.
  var isObserved: Bool {
    @inline(__always) get { observation.value.isOn }
  }

  /// Happenings are recorded.
  var isTracing: Bool {
    get { observation.value.isTracing }
    nonmutating set { observation.value.isTracing = newValue }
  }

  /// The lengths of routines are measured: two clock reads for each on a live board.
  var isAccounting: Bool {
    get { observation.value.isAccounting }
    nonmutating set { observation.value.isAccounting = newValue }
  }

  /// An interleaver wants to hear of every schedule point.
  var isInterleaved: Bool {
    get { observation.value.isInterleaved }
    nonmutating set { observation.value.isInterleaved = newValue }
  }

  // MARK: Lines

  /// Takes the most urgent line above the processor's level, and raises the processor to it.
  ///
  /// - Precondition: there is one, as `controller.hasLine` has told.
  @inline(__always)
  func beginService(
    on processor: Int, above level: Level
  ) -> InterruptController.Claim {
    guard let claim = controller.claim(on: processor, above: level) else {
      preconditionFailure("the caller has seen that a line asks")
    }
    processors[processor].enterService(at: claim.level)
    return claim
  }

  /// Gives the line back and lowers the processor.
  @inline(__always)
  func endService(of line: LineID, on processor: Int, returningTo previous: Level) {
    controller.complete(line)
    processors[processor].leaveService(returningTo: previous)
  }

  // MARK: Deferred calls

  /// The one way into a queue, whoever asks (row S1-09).
  @inline(__always)
  func enqueue(_ call: Int) -> DeferredRequest {
    switch deferredCalls[call].ask() {
    case .joins:
      queues.join(call, in: deferredCalls)
      return .queued
    case .again: return .queued
    case .merged: return .merged
    case .refused: return .refused
    }
  }

  /// Takes the first deferred call of the processor's queue, if the processor is below dispatch.
  ///
  /// Its queued mark is cleared here, before it runs, so that an interrupt from now on queues it
  /// again (row L12).
  @inline(__always)
  func beginDeferredCall(on processor: Int) -> Int? {
    guard processors[processor].level < .dispatch,
      let call = queues.takeFirst(on: processor, in: deferredCalls)
    else { return nil }
    deferredCalls[call].state = .running
    deferredCalls[call].counters.runs &+= 1
    processors[processor].enterDeferredCall()
    return call
  }

  /// Ends a run: queues the call again if it was asked for meanwhile or left something undone.
  @inline(__always)
  func endDeferredCall(
    _ call: Int, hasMore: Bool, on processor: Int, returningTo previous: Level
  ) {
    let isWantedAgain = deferredCalls[call].state == .runningAndQueued
    if isWantedAgain || hasMore {
      if !isWantedAgain { deferredCalls[call].counters.queued += 1 }
      deferredCalls[call].state = .queued
      queues.join(call, in: deferredCalls)
    } else {
      deferredCalls[call].state = .idle
    }
    processors[processor].leaveDeferredCall(returningTo: previous)
  }
}
