import BoardHAL
import Testing

@testable import Firmware

/// Every state of a deferred call, and everything that can happen to it.
@Suite struct `The life of a deferred call` {
  enum Operation: CaseIterable {
    case request, take, finish, finishWithMore, remove
  }

  @Test(
    "L12, L17 every state and every operation",
    arguments: [
      // An impossible operation leaves nothing taken: `take` finds no call, `remove` says so.
      (State.free, Operation.request, "refused", State.free),
      (.free, .take, "none", .free),
      (.free, .remove, "notQueued", .free),
      (.idle, .request, "queued", .queued),
      (.idle, .take, "none", .idle),
      (.idle, .remove, "notQueued", .idle),
      (.queued, .request, "merged", .queued),
      (.queued, .take, "taken", .running),
      (.queued, .remove, "removed", .idle),
      (.running, .request, "queued", .runningAndQueued),
      (.running, .take, "none", .running),
      (.running, .remove, "running", .running),
      (.running, .finish, "", .idle),
      (.running, .finishWithMore, "", .queued),
      (.runningAndQueued, .request, "merged", .runningAndQueued),
      (.runningAndQueued, .take, "none", .runningAndQueued),
      (.runningAndQueued, .remove, "running", .running),
      (.runningAndQueued, .finish, "", .queued),
      (.runningAndQueued, .finishWithMore, "", .queued),
    ])
  func table(before: State, operation: Operation, result: String, after: State) {
    var trial = Trial(before)
    #expect(trial.perform(operation) == result)
    #expect(trial.state == after)
    #expect(trial.isWaiting == (after == .queued))
  }

  typealias State = DeferredCall.State

  @Test func `L11 requests are counted as queued or merged, and runs as runs`() {
    var trial = Trial(.idle)
    for operation in [Operation.request, .request, .take, .request, .request, .finish, .take] {
      _ = trial.perform(operation)
    }
    let counters = trial.core.deferredCalls[0].counters
    #expect(counters.queued == 2)
    #expect(counters.merged == 2)
    #expect(counters.runs == 2)
  }

  @Test func `S1-10 a processor at dispatch level takes no deferred call`() {
    var trial = Trial(.queued)
    trial.core.processors[0].level = .dispatch
    #expect(trial.perform(.take) == "none")
    trial.core.processors[0].level = .passive
    #expect(trial.perform(.take) == "taken")
    #expect(trial.core.processors[0].level == .dispatch)
    #expect(trial.core.processors[0].isInDeferredCall == true)
    _ = trial.perform(.finish)
    #expect(trial.core.processors[0].level == .passive)
    #expect(trial.core.processors[0].isInDeferredCall == false)
  }
}

@Suite struct `The levels of a processor` {
  @Test func `S2-05, S2-06 more urgent lines nest, others wait`() throws {
    var memory = RowMemory()
    defer { withExtendedLifetime(memory) {} }
    let core = Core(Limits(), hasVirtualTime: false, in: &memory)
    let lines = try [4, 7, 7].map { try core.open(level: $0) }
    for line in lines { _ = core.controller.raise(line) }

    let outer = try core.serve()
    #expect(outer.claim.line == lines[1])
    #expect(outer.previous == .passive)
    #expect(throws: NothingThere.self) { try core.serve() }
    core.endService(of: lines[1], on: 0, returningTo: outer.previous)

    _ = core.controller.claim(on: 0, above: .passive)
    core.controller.complete(lines[2])
    let low = try core.serve()
    #expect(low.claim.line == lines[0])
    _ = core.controller.raise(lines[1])
    let nested = try core.serve()
    #expect(nested.claim.line == lines[1])
    #expect(nested.previous.number == 4)
    #expect(core.processors[0].level.number == 7)
    #expect(core.processors[0].depth == 2)
    core.endService(of: lines[1], on: 0, returningTo: nested.previous)
    #expect(core.processors[0].level.number == 4)
    core.endService(of: lines[0], on: 0, returningTo: low.previous)
    #expect(core.processors[0].level == .passive)

    let counters = core.processors[0].counters
    #expect(counters.serviced == 3)
    #expect(counters.nested == 1)
    #expect(counters.deepest == 2)
  }

  @Test func `S1-11 a line may interrupt a deferred call, which then goes on`() throws {
    var trial = Trial(.queued)
    let line = try trial.core.open(level: 3)
    _ = trial.perform(.take)
    _ = trial.core.controller.raise(line)
    let service = try trial.core.serve()
    #expect(service.previous == .dispatch)
    #expect(trial.core.processors[0].isInDeferredCall == true)
    trial.core.endService(of: line, on: 0, returningTo: service.previous)
    #expect(trial.core.processors[0].level == .dispatch)
  }
}

/// A core with one deferred call that has been brought into a state.
private struct Trial: ~Copyable {
  // Variables, though neither changes: Swift 6.2.3 lets no init with constants call `perform`.
  private(set) var core: Core
  private var memory: RowMemory
  var previous = Level.passive

  init(_ state: DeferredCall.State) {
    var memory = RowMemory()
    core = Core(Limits(), hasVirtualTime: false, in: &memory)
    self.memory = memory
    guard state != .free else { return }
    core.deferredCalls[0].state = .idle
    if state == .idle { return }
    _ = perform(.request)
    if state == .queued { return }
    _ = perform(.take)
    if state == .runningAndQueued { _ = perform(.request) }
  }

  var state: DeferredCall.State { core.deferredCalls[0].state }

  var isWaiting: Bool { core.queues.count(on: 0) == 1 }

  mutating func perform(_ operation: `The life of a deferred call`.Operation) -> String {
    switch operation {
    case .request:
      return "\(core.enqueue(0))"
    case .take:
      let level = core.processors[0].level
      guard core.beginDeferredCall(on: 0) != nil else { return "none" }
      previous = level
      return "taken"
    case .finish, .finishWithMore:
      core.endDeferredCall(
        0, hasMore: operation == .finishWithMore, on: 0, returningTo: previous)
      return ""
    case .remove:
      return "\(core.removeDeferredCall(0))"
    }
  }
}

private struct NothingThere: Error {}

extension Core {
  fileprivate func open(level number: Int) throws -> LineID {
    guard let level = Level.device(number),
      let line = controller.open(LineConfiguration(level: level))
    else { throw NothingThere() }
    controller.enable(line)
    return line
  }

  /// Begins the service that there is.
  fileprivate func serve() throws -> (
    claim: InterruptController.Claim, previous: Level
  ) {
    let previous = processors[0].level
    guard controller.hasLine(for: 0, above: previous) else { throw NothingThere() }
    return (beginService(on: 0, above: previous), previous)
  }
}
