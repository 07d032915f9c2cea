import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// Deferred calls, synchronised execution and the raw line: what is true of them at any moment.
@Suite struct `L2 deferred calls and the line's lock` {
  @Test("L26 a batch holds everything saved since the last run, what came during that run included")
  func everythingSince() throws {
    let rig = Rig()
    let firmware = rig.firmware
    var line = LineID(0)
    var runs = 0
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      runs += 1
      guard runs == 1 else { return }
      for _ in 1...2 {
        firmware.raise(line)
        // A safe point: the line is served here, in the middle of the run.
        context.spend(.microseconds(1))
      }
    }
    let probe = try rig.probe("device", level: 5, behaviour: behaviour)
    line = probe.line
    for _ in 1...3 {
      firmware.raise(line)
      #expect(firmware.step() == .serviced(line))
    }
    firmware.settle()
    #expect(probe.device.inspect { $0.delivered } == [1, 2, 3, 4, 5])
    #expect(
      rig.log.words.filter { $0.hasPrefix("dpc device") } == [
        "dpc device [1, 2, 3]", "dpc device [4, 5]",
      ])
  }

  @Test("L28 a processor says that it is in a deferred call, also in what interrupts that")
  func inDeferredCall() throws {
    let rig = Rig(processors: 2)
    let firmware = rig.firmware
    var seen: [String: [Bool]] = [:]
    func note(_ place: String) {
      seen[place] = (0...1).map { firmware.isInDeferredCall(onProcessor: $0) }
    }
    var high = Probe.Behaviour()
    high.inService = { _ in note("nested service") }
    high.answer = { _ in .claimed }
    let (_, urgent) = try rig.probe("high", level: 9, behaviour: high)
    var low = Probe.Behaviour()
    low.inService = { _ in note("service") }
    low.inDeferred = { context in
      note("deferred call")
      context.withLine { _ in note("critical section") }
      firmware.raise(urgent)
      context.spend(.microseconds(1))
    }
    let (_, line) = try rig.probe("low", level: 5, behaviour: low)
    firmware.raise(line)
    note("before")
    firmware.settle()
    note("after")
    #expect(seen["before"] == [false, false] && seen["after"] == [false, false])
    #expect(seen["service"] == [false, false])
    #expect(seen["deferred call"] == [true, false])
    #expect(seen["critical section"] == [true, false])
    #expect(seen["nested service"] == [true, false])
  }

  @Test("L30 synchronised execution runs at the synchronize level and hands its result through")
  func synchronised() throws {
    struct Refused: Error, Equatable { let number: Int }
    let rig = Rig()
    let firmware = rig.firmware
    var options = ConnectOptions()
    options.synchronizeLevel = 8
    let lock = InterruptLock()
    options.lock = lock
    var levels: [UInt8] = []
    var results: [Bool] = []
    var refusal: Refused?
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      for answer in [true, false] {
        results.append(
          context.withLine { line in
            levels.append(firmware.level().number)
            #expect(lock.isHeld)
            line.count += 10
            return answer
          }.value == true)
      }
      do throws(Refused) {
        try context.withLine { line throws(Refused) in throw Refused(number: line.count) }
      } catch {
        refusal = error
      }
      levels.append(firmware.level().number)
      #expect(!lock.isHeld)
    }
    let (_, line) = try rig.probe("device", level: 5, options, behaviour: behaviour)
    firmware.raise(line)
    firmware.settle()
    #expect(results == [true, false])
    #expect(levels == [8, 8, Level.dispatch.number])
    // The error came through, and what had been done before it is done.
    #expect(refusal == Refused(number: 21))
  }

  @Test("S2-21 L45 a service routine ends no request: all ends lie outside of every service")
  func noIOInService() throws {
    let rig = Rig()
    let device = try rig.firmware.connect(
      OneShot(), named: "worker", to: .software("worker"), level: 6)
    let line = rig.firmware.lines(of: device.id)[0]
    for number in 1...5 { _ = device.submit(OneShot.Operation(number: number)) }
    rig.firmware.settle()
    for _ in 1...5 {
      rig.firmware.raise(line)
      rig.firmware.settle()
    }
    var depth = 0
    var ends = 0
    for event in rig.log.trace {
      switch event.kind {
      case .serviceBegan: depth += 1
      case .serviceEnded: depth -= 1
      case .requestEnded, .requestBegan:
        #expect(depth == 0)
        ends += 1
      default: break
      }
    }
    #expect(ends == 10)
  }

  @Test("S4-17 the mock has no descriptor to lend, and a board that has one lends it")
  func rawLine() throws {
    let chips = TwoChips()
    let firmware = Firmware(on: chips.board())
    let connection = try firmware.add(EdgeKeeper(), named: "keeper").connect(
      to: .edges(of: chips.pin("soc", 0)), level: 5, state: .init())
    let lent = unsafe firmware.withRawLine(connection.lines[0]) { $0 }
    #expect(lent == nil)
    connection.disconnect()
    let board = SilentBoard()
    board.descriptor = 42
    let live = Firmware(on: board)
    let device = try live.connect(OneShot(), named: "device", to: .software("line"), level: 5)
    let descriptor = unsafe live.withRawLine(live.lines(of: device.id)[0]) { $0 }
    #expect(descriptor == 42)
    let closed = unsafe live.withRawLine(LineID(7)) { $0 }
    #expect(closed == nil, "no line is open there")
  }
}
