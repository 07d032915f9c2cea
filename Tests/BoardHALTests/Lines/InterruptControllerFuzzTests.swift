import BoardHAL
import BoardHALMock
import Testing

@Suite struct `The interrupt controller and its model` {
  @Test(
    "do the same, whatever happens; BOARD_SEED repeats one seed", arguments: Seeds.first(240))
  func agree(seed: UInt64) {
    var trial = Trial(seed: seed)
    for step in 1...500 {
      let name = trial.act()
      if let difference = trial.difference() {
        Issue.record("BOARD_SEED=\(seed), step \(step), \(name): \(difference)")
        return
      }
    }
  }

  @Test("L81 whatever happened, all lines that ask are enabled", arguments: Seeds.first(240))
  func asking(seed: UInt64) {
    var trial = Trial(seed: seed)
    for _ in 0...trial.pick(100) { _ = trial.act() }
    let enabled = trial.enabled
    #expect(trial.takeAll().isSubset(of: enabled), "BOARD_SEED=\(seed)")
  }
}

/// A controller and a model to which the same things happen.
private struct Trial: ~Copyable {
  static let lines = 6
  static let latch = 3

  let processors: Int
  var controller: InterruptController
  var model = ControllerModel(lines: lines)
  var dice: SplitMix64
  var tag: UInt32 = 0
  /// What the last action gave, by the controller and by the model.
  var results = ("", "")

  init(seed: UInt64) {
    dice = SplitMix64(seed: seed)
    processors = 1 + Int(dice.next(below: 3))
    controller = InterruptController(
      lines: Self.lines, processors: processors, latchCapacity: Self.latch)
  }

  mutating func pick(_ bound: Int) -> Int { Int(dice.next(below: UInt64(bound))) }

  mutating func level() -> Level { Level.device(3 + pick(4)) ?? .high }

  /// Does one thing to both, and names it.
  mutating func act() -> String {
    results = ("", "")
    let line = pick(Self.lines)
    let isOpen = model.lines[line].isOpen
    switch pick(20) {
    case 0...4:
      tag += 1
      results = (
        "\(controller.latch(.edge(tag), on: LineID(line)))", "\(model.latch(tag, on: line))"
      )
      return "latch \(tag) on \(line)"
    case 5...6:
      results = ("\(controller.raise(LineID(line)))", "\(model.raise(line))")
      return "raise \(line)"
    case 7...11:
      return claim()
    case 12...14:
      return complete()
    case 15:
      return open()
    case 16 where isOpen:
      return setGate(line)
    case 17 where isOpen:
      let isMasked = pick(2) == 0
      if isMasked { controller.mask(LineID(line)) } else { controller.unmask(LineID(line)) }
      model.change(line) { $0.isMasked = isMasked }
      return "mask \(line) \(isMasked)"
    case 18 where isOpen && model.lines[line].configuration.trigger == .level:
      let isAsserted = pick(2) == 0
      controller.setAsserted(isAsserted, on: LineID(line))
      model.change(line) { $0.isAsserted = isAsserted }
      return "assert \(line) \(isAsserted)"
    case 19 where isOpen:
      return replace(line)
    default:
      return "nothing"
    }
  }

  private mutating func claim() -> String {
    let processor = pick(processors)
    let above = pick(3) == 0 ? level() : .passive
    let hasLine = controller.hasLine(for: processor, above: above)
    let claim = controller.claim(on: processor, above: above)
    let expected = model.claim(on: processor, above: above)
    let given = claim.map {
      "\($0.line.index) \($0.level.number) \(controller.record(of: $0).sequence)"
    }
    let wanted = expected.map {
      "\($0.line) \(model.lines[$0.line].configuration.level.number) \($0.tag)"
    }
    results = ("\(hasLine) \(given ?? "nothing")", "\(wanted != nil) \(wanted ?? "nothing")")
    return "claim on \(processor) above \(above.number)"
  }

  private mutating func complete() -> String {
    let served = model.lines.indices.filter { model.lines[$0].isInService }
    guard !served.isEmpty else { return "nothing to complete" }
    let line = served[pick(served.count)]
    controller.complete(LineID(line))
    model.change(line) { $0.isInService = false }
    return "complete \(line)"
  }

  private mutating func open() -> String {
    let configuration = LineConfiguration(
      level: level(), trigger: pick(2) == 0 ? .edge : .level,
      affinity: pick(2) == 0 ? .all : .processor(pick(processors)),
      latchCapacity: 1 + pick(Self.latch))
    let line = controller.open(configuration)
    results = ("\(line?.index ?? -1)", "\(model.open(configuration) ?? -1)")
    // Enabled mostly, so that there is something to see.
    if let line, pick(4) > 0 {
      controller.enable(line)
      model.enable(line.index)
    }
    return "open"
  }

  private mutating func setGate(_ line: Int) -> String {
    guard pick(3) == 0 else {
      controller.enable(LineID(line))
      model.enable(line)
      return "enable \(line)"
    }
    controller.disable(LineID(line))
    model.disable(line)
    return "disable \(line)"
  }

  private mutating func replace(_ line: Int) -> String {
    guard pick(3) == 0, !model.lines[line].isInService else {
      let level = level()
      controller.setLevel(level, of: LineID(line))
      model.setLevel(level, of: line)
      return "level of \(line) is \(level.number)"
    }
    controller.close(LineID(line))
    model.disable(line)
    model.change(line) { $0.isOpen = false }
    return "close \(line)"
  }

  /// The lines that may ask.
  var enabled: Set<LineID> {
    Set((0..<Self.lines).map { LineID($0) }.filter { controller.isEnabled($0) })
  }

  /// Takes every line that asks for a processor into service; the model is left behind.
  mutating func takeAll() -> Set<LineID> {
    var taken: Set<LineID> = []
    for processor in 0..<processors {
      while let claim = controller.claim(on: processor, above: .passive) {
        taken.insert(claim.line)
      }
    }
    return taken
  }

  /// In what the two differ, or nil.
  func difference() -> String? {
    if results.0 != results.1 { return "gave \(results.0), expected \(results.1)" }
    let urgencies = controller.urgencies()
    let expectedUrgencies = (0..<processors).map { processor in
      model.mostUrgent(on: processor).map { model.lines[$0].configuration.level.number }
    }
    if urgencies != expectedUrgencies {
      return "the most urgent levels are \(urgencies), not \(expectedUrgencies)"
    }
    for (index, line) in model.lines.enumerated() {
      let id = LineID(index)
      let counters = controller.counters(of: id)
      let counts = [counters.raised, counters.merged, counters.ignored, counters.claimed]
      let expectedCounts = [line.raised, line.merged, line.ignored, line.claimed].map(UInt64.init)
      if counts != expectedCounts {
        return "line \(index) counted \(counts), not \(expectedCounts)"
      }
      let flags = controller.state(of: id)
      if flags != line.state { return "line \(index) is \(flags), not \(line.state)" }
      let hasRoom = line.latch.count < line.configuration.latchCapacity
      if line.isOpen, controller.hasRoom(id) != hasRoom { return "room of line \(index)" }
    }
    return nil
  }
}
