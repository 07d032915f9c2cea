import BoardHAL
import Firmware

/// Sorts a trace into chains: to each cause, what followed from it.
///
/// A trace is in the order of time, in which the chains of several lines are mixed. What follows
/// from what is known by who waits for whom: a record waits for its line's service routine, that
/// for its device's deferred call, an event for the reactions to it. A request that merges ends its
/// chain, because one run serves both; an action or a timer that asks for a call which a chain
/// waits for already joins that chain.
struct ChainGatherer {
  let names: HappeningNames
  var chains: [OpenChain] = []
  /// Events that have not been delivered yet, and their chains.
  var untold: [(device: DeviceID, code: UInt8, chain: Int)] = []
  /// An event whose text is still coming: where it stands, and what has come.
  var unfinished: (chain: Int, step: Int, bytes: [UInt8])?
  /// The chain of the event that was delivered last: what actions follow from.
  var delivered: Int?
  /// Losses that the next record of a line brings word of.
  var losses: [LineID: UInt32] = [:]

  init(_ names: HappeningNames) {
    self.names = names
  }

  /// A chain to which something may still be added.
  struct OpenChain {
    var chain: Chain
    /// The line that is its cause.
    var line: LineID?
    /// The record waits for its service.
    var awaitsService = false
    /// Devices whose service routines were asked about the record.
    var asked: [DeviceID] = []
    /// Deferred calls that were asked for and have not begun.
    var awaited: [Call] = []
    /// Routines that have begun and not returned: when, and where their step stands.
    var running: [(call: Call, began: BoardInstant, step: Int)] = []
    /// The bytes that its last step of sending has counted, and where that stands.
    var sent: (line: LineID, count: UInt32, step: Int)?
    /// When its last step happened.
    var last: BoardInstant
  }

  /// A service routine or a deferred call of a device.
  struct Call: Equatable {
    let device: DeviceID
    /// Which deferred call of the device, or nil for its service routine.
    let number: UInt8?
  }

  /// Takes the chains, in the order of their causes; to be called when nothing is left to do.
  mutating func takeAll() -> [Chain] {
    defer {
      chains.removeAll(keepingCapacity: true)
      untold.removeAll(keepingCapacity: true)
      delivered = nil
      unfinished = nil
    }
    return chains.map(\.chain)
  }

  /// Nothing is left to follow from what has happened so far.
  var isAtRest: Bool {
    untold.isEmpty
      && chains.allSatisfy { !$0.awaitsService && $0.awaited.isEmpty && $0.running.isEmpty }
  }

  /// Adds a happening to the chain it belongs to, or begins one.
  mutating func add(_ event: TraceEvent) {
    switch event.kind {
    case .action, .more: break
    default: delivered = nil
    }
    let time = event.time
    switch event.kind {
    case .edge(let line, let edge, _, _):
      let doubt = event.loss.isDisjoint(with: .uncounted) ? "" : ", others before it lost"
      begin(on: line, names.edge(edge, on: line) + doubt, at: time)
    case .received(let line, let kind, let count):
      begin(on: line, names.received(kind, count, on: line), at: time)
    case .raised(let line):
      begin(on: line, names.label(of: line), at: time)
    case .lostBefore(let line, let count):
      losses[line, default: 0] += count
    case .serviceBegan(let line, let device, _):
      beginService(of: line, by: device, at: time)
    case .serviceEnded(_, let device, let outcome):
      endService(by: device, outcome, asking: event.requestedCall, at: time)
    case .unclaimed(let line):
      note("claimed by nobody", .trouble, at: time, chainOf(line, at: time))
    case .merged(let line):
      note("merged", .trouble, at: time, chainOf(line, at: time))
    case .ignored(let line):
      note("ignored: the line is disabled", .trouble, at: time, chainOf(line, at: time))
    case .gate(_, .enabled) where !event.isByApplication:
      // Part of putting a device in; only what anybody did on purpose is worth a line.
      break
    case .gate(let line, let gate):
      note("\(gate)", nil, at: time, open(names.label(of: line), at: time))
    default:
      addDeferred(event)
    }
  }

  // MARK: Chains

  /// Begins a chain with the given cause; returns its index.
  mutating func open(_ cause: String, at time: BoardInstant) -> Int {
    chains.append(OpenChain(chain: Chain(time: time, cause: cause), last: time))
    return chains.count - 1
  }

  /// Appends a step to a chain; returns where it stands.
  @discardableResult
  mutating func note(
    _ text: String, _ paint: Paint?, at time: BoardInstant, _ index: Int
  ) -> Int {
    chains[index].chain.steps.append(Chain.Step(text: text, paint: paint))
    chains[index].last = time
    return chains[index].chain.steps.count - 1
  }

  mutating func begin(on line: LineID, _ cause: String, at time: BoardInstant) {
    var cause = cause
    if let lost = losses.removeValue(forKey: line) { cause += " (\(lost) lost before)" }
    let index = open(cause, at: time)
    chains[index].line = line
    chains[index].awaitsService = true
  }

  /// The chain that was last about a line, or a new one.
  mutating func chainOf(_ line: LineID, at time: BoardInstant) -> Int {
    chains.lastIndex { $0.line == line && $0.last == time } ?? open(names.label(of: line), at: time)
  }
}
