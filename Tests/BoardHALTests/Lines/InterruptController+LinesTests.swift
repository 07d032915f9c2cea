import BoardHAL
import Testing

@Suite struct `The lines of an interrupt controller` {
  @Test func `as many lines are opened as there are, and a closed one is opened again`() {
    var controller = InterruptController(lines: 2)
    let configuration = LineConfiguration(level: .at(4))
    let first = controller.open(configuration)
    #expect(first == LineID(0))
    #expect(controller.open(configuration) == LineID(1))
    #expect(controller.open(configuration) == nil)
    controller.close(LineID(0))
    #expect(controller.open(configuration) == LineID(0))
  }

  @Test func `an opened line is disabled, unmasked, silent and has counted nothing`() {
    var controller = InterruptController(lines: 1)
    var line = controller.add(level: 4)
    _ = controller.raise(line)
    controller.mask(line)
    controller.close(line)
    line = controller.add(level: 4, isEnabled: false)
    #expect(controller.state(of: line) == [])
    #expect(controller.counters(of: line) == LineCounters())
  }

  @Test func `what reaches a disabled line is lost and counted`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4, isEnabled: false)
    #expect(controller.raise(line) == .ignored)
    #expect(controller.latch(.edge(1), on: line) == .ignored)
    #expect(controller.counters(of: line).ignored == 2)
    controller.enable(line)
    #expect(controller.takeAll() == [])
  }

  @Test func `a latch is worth filling while it is half empty, or closed`() {
    var controller = InterruptController(lines: 1, latchCapacity: 16)
    let line = controller.add(level: 4)
    let isWorth = (1...16).map { number in
      _ = controller.latch(.edge(UInt32(number)), on: line)
      return controller.isWorthFilling(line)
    }
    #expect(isWorth.firstIndex(of: false) == 8)
    #expect(isWorth.lastIndex(of: true) == 7)
    controller.disable(line)
    let isWorthClosed = controller.isWorthFilling(line)
    #expect(isWorthClosed)
  }

  @Test func `disabling forgets what is pending, and counts it`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4)
    _ = controller.latch(.edge(1), on: line)
    _ = controller.latch(.edge(2), on: line)
    _ = controller.raise(line)
    controller.disable(line)
    #expect(controller.counters(of: line).ignored == 3)
    #expect(controller.mostUrgentLevel(on: 0) == nil)
    controller.enable(line)
    #expect(controller.takeAll() == [])
  }

  @Test func `L71 a masked line keeps what is pending and what still comes`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4)
    _ = controller.latch(.edge(1), on: line)
    controller.mask(line)
    #expect(controller.latch(.edge(2), on: line) == .queued)
    #expect(controller.state(of: line) == [.enabled, .masked, .pending])
    #expect(controller.claim(on: 0, above: .passive) == nil)
    controller.unmask(line)
    #expect(controller.takeAll() == [line, line])
  }

  @Test func `L71 enabling starts unmasked`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4, isEnabled: false)
    controller.mask(line)
    controller.enable(line)
    #expect(controller.state(of: line) == [.enabled])
    #expect(controller.raise(line) == .pending)
    #expect(controller.takeAll() == [line])
  }

  @Test func `a line that is masked in service asks again only when it is unmasked`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4)
    _ = controller.raise(line)
    _ = controller.claim(on: 0, above: .passive)
    controller.mask(line)
    _ = controller.raise(line)
    controller.complete(line)
    #expect(controller.mostUrgentLevel(on: 0) == nil)
    controller.unmask(line)
    #expect(controller.takeAll() == [line])
  }

  @Test func `a level-triggered line that was disabled asks as soon as it is enabled`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4, trigger: .level, isEnabled: false)
    controller.setAsserted(true, on: line)
    #expect(controller.mostUrgentLevel(on: 0) == nil)
    controller.enable(line)
    #expect(controller.mostUrgentLevel(on: 0)?.number == 4)
  }

  @Test func `a line that waits follows its level`() {
    var controller = InterruptController(lines: 2)
    let (low, high) = (controller.add(level: 4), controller.add(level: 7))
    _ = controller.raise(high)
    _ = controller.raise(low)
    controller.setLevel(.at(9), of: low)
    #expect(controller.mostUrgentLevel(on: 0)?.number == 9)
    #expect(controller.configuration(of: low).level == .at(9))
    controller.setLevel(.at(3), of: low)
    #expect(controller.takeAll() == [high, low])
    #expect(controller.mostUrgentLevel(on: 0) == nil)
  }

  @Test func `a line in service takes its new level with its next claim`() {
    var controller = InterruptController(lines: 1)
    let line = controller.add(level: 4)
    _ = controller.latch(.edge(1), on: line)
    _ = controller.latch(.edge(2), on: line)
    _ = controller.claim(on: 0, above: .passive)
    controller.setLevel(.at(8), of: line)
    #expect(controller.mostUrgentLevel(on: 0) == nil)
    controller.complete(line)
    #expect(controller.claim(on: 0, above: .passive)?.level == .at(8))
  }

  @Test func `closing a line in service traps`() async {
    await #expect(processExitsWith: .failure) {
      var controller = InterruptController(lines: 1)
      let line = controller.add(level: 4)
      _ = controller.raise(line)
      _ = controller.claim(on: 0, above: .passive)
      controller.close(line)
    }
  }
}
