import BoardHAL
import Testing

@Suite struct `An interrupt controller` {
  @Test func `a record makes a line pending until it is claimed`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 5)
    #expect(controller.state(of: line) == [.enabled])
    #expect(controller.latch(.edge(1), on: line) == .pending)
    #expect(controller.state(of: line) == [.enabled, .pending])
    #expect(controller.mostUrgentLevel(on: 0)?.number == 5)
    let claim = controller.claim(on: 0, above: .passive)
    #expect(claim?.line == line)
    #expect(claim?.level.number == 5)
    #expect(claim.map { controller.record(of: $0).sequence } == 1)
    #expect(controller.state(of: line) == [.enabled, .inService])
    #expect(controller.mostUrgentLevel(on: 0) == nil)
  }

  @Test func `only lines above the level are claimed`() {
    var controller = InterruptController(lines: 2)
    let line = controller.add(level: 5)
    _ = controller.raise(line)
    #expect(controller.claim(on: 0, above: .at(6)) == nil)
    #expect(controller.claim(on: 0, above: .at(5)) == nil)
    #expect(controller.state(of: line) == [.enabled, .pending])
    #expect(controller.claim(on: 0, above: .at(4))?.line == line)
  }

  @Test func `the most urgent line comes first, and equals in order of arrival`() {
    var controller = InterruptController(lines: 4)
    let lines = [4, 7, 4, 7].map { controller.add(level: $0) }
    for line in lines { _ = controller.raise(line) }
    #expect(controller.takeAll() == [lines[1], lines[3], lines[0], lines[2]])
  }

  @Test func `a line that never falls silent waits behind its equals`() {
    var controller = InterruptController(lines: 2)
    let (noisy, quiet) = (controller.add(level: 4), controller.add(level: 4))
    _ = controller.latch(.edge(1), on: noisy)
    _ = controller.latch(.edge(2), on: noisy)
    _ = controller.raise(quiet)
    #expect(controller.takeAll() == [noisy, quiet, noisy])
  }

  @Test func `a line in service does not ask, and asks again once it is completed`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4)
    _ = controller.raise(line)
    _ = controller.claim(on: 0, above: .passive)
    #expect(controller.raise(line) == .pending)
    #expect(controller.claim(on: 0, above: .passive) == nil)
    controller.complete(line)
    #expect(controller.claim(on: 0, above: .passive)?.line == line)
  }

  @Test func `a full latch refuses, and takes again after a claim`() {
    var controller = InterruptController(lines: 1, latchCapacity: 2)
    let line = controller.add(level: 4, latch: 2)
    #expect(controller.latch(.edge(1), on: line) == .pending)
    #expect(controller.latch(.edge(2), on: line) == .queued)
    #expect(controller.hasRoom(line) == false)
    #expect(controller.latch(.edge(3), on: line) == .full)
    #expect(controller.counters(of: line).raised == 2)
    let first = controller.claim(on: 0, above: .passive)
    #expect(first.map { controller.record(of: $0).sequence } == 1)
    #expect(controller.latch(.edge(4), on: line) == .queued)
    controller.complete(line)
    let second = controller.claim(on: 0, above: .passive)
    #expect(second.map { controller.record(of: $0).sequence } == 2)
    controller.complete(line)
    let third = controller.claim(on: 0, above: .passive)
    #expect(third.map { controller.record(of: $0).sequence } == 4)
  }

  @Test(arguments: [1, 2, 5])
  func `the record in service stays as it is while others come`(capacity: Int) {
    var controller = InterruptController(lines: 2, latchCapacity: capacity)
    let line = controller.add(level: 4, latch: capacity)
    var next: UInt32 = 1
    for round in 0..<100 {
      if controller.latch(.edge(next), on: line) != .full { next += 1 }
      guard let claim = controller.claim(on: 0, above: .passive) else {
        Issue.record("nothing to claim in round \(round)")
        return
      }
      let served = controller.record(of: claim).sequence
      if round % 7 == 6 {
        controller.disable(line)
        controller.enable(line)
      }
      // None in one round, as many as find room in another.
      for _ in 0..<round % (capacity + 2) where controller.latch(.edge(next), on: line) != .full {
        next += 1
      }
      #expect(controller.record(of: claim).sequence == served)
      controller.complete(line)
    }
  }

  @Test func `raising twice is one interrupt, and is counted`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4)
    #expect(controller.raise(line) == .pending)
    #expect(controller.raise(line) == .merged)
    #expect(controller.counters(of: line).raised == 2)
    #expect(controller.counters(of: line).merged == 1)
    #expect(controller.takeAll() == [line])
    #expect(controller.counters(of: line).claimed == 1)
  }

  @Test func `records come before a bare request that came first`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4)
    _ = controller.raise(line)
    #expect(controller.latch(.edge(1), on: line) == .queued)
    let first = controller.claim(on: 0, above: .passive)
    #expect(first.map { controller.record(of: $0).sequence } == 1)
    controller.complete(line)
    let second = controller.claim(on: 0, above: .passive)
    #expect(second.map { controller.record(of: $0).sequence } == 0)
  }

  @Test func `an asserted level asks again after each service`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4, trigger: .level)
    controller.setAsserted(true, on: line)
    for _ in 0..<3 {
      #expect(controller.claim(on: 0, above: .passive)?.line == line)
      #expect(controller.claim(on: 0, above: .passive) == nil)
      controller.complete(line)
    }
    controller.setAsserted(false, on: line)
    #expect(controller.claim(on: 0, above: .passive) == nil)
  }

  @Test func `only a level-triggered line can be asserted`() async {
    await #expect(processExitsWith: .failure) {
      var controller = InterruptController(lines: 1)
      let line = controller.add(level: 4)
      controller.setAsserted(true, on: line)
    }
  }

  @Test func `completing a line that is not in service traps`() async {
    await #expect(processExitsWith: .failure) {
      var controller = InterruptController(lines: 1)
      let line = controller.add(level: 4)
      controller.complete(line)
    }
  }

  @Test func `on several processors a line is claimed once`() {
    var controller = InterruptController(lines: 1, processors: 3)
    let line = controller.add(level: 4)
    _ = controller.raise(line)
    #expect(controller.urgencies() == [4, 4, 4])
    #expect(controller.claim(on: 1, above: .passive)?.line == line)
    #expect(controller.urgencies() == [nil, nil, nil])
    controller.complete(line)
    #expect(controller.urgencies() == [nil, nil, nil])
  }

  @Test func `only processors of its affinity are asked`() {
    var controller = InterruptController(lines: 2, processors: 2)
    let everywhere = controller.add(level: 4)
    let second = controller.add(level: 9, affinity: .processor(1))
    _ = controller.raise(everywhere)
    _ = controller.raise(second)
    #expect(controller.mostUrgentLevel(on: 0)?.number == 4)
    #expect(controller.mostUrgentLevel(on: 1)?.number == 9)
    #expect(controller.claim(on: 0, above: .passive)?.line == everywhere)
    #expect(controller.claim(on: 0, above: .passive) == nil)
    #expect(controller.claim(on: 1, above: .passive)?.line == second)
  }
}
