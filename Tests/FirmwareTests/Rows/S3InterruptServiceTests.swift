import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// KSERVICE_ROUTINE: being asked, claiming, and what happens when nobody does.
@Suite struct `S3 the service routine and its line` {
  @Test("S3-01 claiming without asking for a deferred call is no mistake")
  func nothingDeferred() throws {
    let rig = Rig()
    var behaviour = Probe.Behaviour()
    behaviour.answer = { _ in .claimed }
    let (device, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.words == ["isr device", "end device"])
    #expect(rig.firmware.deferredCounters(of: device.id) == DeferredCounters())
    #expect(
      !rig.log.trace.contains { event in
        if case .fault = event.kind { true } else { false }
      })
  }

  @Test("S3-02 the routine is told the line it was connected to")
  func ownLine() throws {
    let rig = Rig()
    var seen: [LineID] = []
    var behaviour = Probe.Behaviour()
    behaviour.inService = { seen.append($0.line) }
    let (_, first) = try rig.probe("first", level: 5, behaviour: behaviour)
    let (_, second) = try rig.probe("second", level: 5, behaviour: behaviour)
    rig.firmware.raise(second)
    rig.firmware.raise(first)
    rig.firmware.settle()
    #expect(seen == [second, first])
  }

  @Test(
    "S3-03 one routine may serve several units, and claims for either or both", arguments: 0...3)
  func severalUnits(causes: UInt32) throws {
    struct Board: InterruptDriven {
      struct LineState { let cause: RegisterID }
      typealias Source = BareSource
      var served: [Int] = []

      static func service(
        _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
      ) -> Service<UInt32> {
        let causes = interrupt.read(line.cause)
        guard causes != 0 else { return .notMine }
        interrupt.write(causes, to: line.cause)
        return .deferred(causes)
      }

      mutating func deferred(
        _ batch: borrowing Batch<UInt32>, _ context: borrowing DispatchContext<Board>
      ) {
        for index in 0..<batch.count {
          for unit in 0..<2 where batch[index] >> UInt32(unit) & 1 != 0 { served.append(unit) }
        }
      }
    }
    let rig = Rig()
    let cause = rig.board.addRegister("cause", .writeOneToClear, initial: causes)
    let device = try rig.firmware.connect(
      Board(), named: "board", to: .software("board"), level: 5,
      state: Board.LineState(cause: cause))
    let line = rig.firmware.lines(of: device.id)[0]
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(device.inspect { $0.served } == (0..<2).filter { causes >> UInt32($0) & 1 != 0 })
    #expect(rig.firmware.unclaimed(on: line) == (causes == 0 ? 1 : 0))
  }

  @Test("S3-04 a line is delivered to the processors of its affinity only")
  func affinity() throws {
    let rig = Rig(processors: 3)
    var seen: [Int] = []
    var behaviour = Probe.Behaviour()
    behaviour.inService = { seen.append($0.processor) }
    behaviour.answer = { _ in .claimed }
    var options = ConnectOptions()
    options.affinity = [.processor(1), .processor(2)]
    let (_, line) = try rig.probe("device", level: 5, options, behaviour: behaviour)
    for _ in 1...4 {
      rig.firmware.raise(line)
      #expect(rig.firmware.step(on: 0) == .idle)
      #expect(rig.firmware.step(on: 2) == .serviced(line))
    }
    rig.firmware.raise(line)
    #expect(rig.firmware.step(on: 1) == .serviced(line))
    #expect(seen == [2, 2, 2, 2, 1])
  }

  @Test("S3-04 an affinity without any of the processors there are is refused")
  func noSuchProcessor() throws {
    let rig = Rig(processors: 2)
    var options = ConnectOptions()
    for affinity: ProcessorSet in [[], .processor(5)] {
      options.affinity = affinity
      #expect(throws: FirmwareError.noProcessor(device: "device")) {
        try rig.probe("device", level: 5, options)
      }
    }
  }

  @Test("S3-05 the routine runs at its level and a higher line interrupts it")
  func levelOfTheRoutine() throws {
    let rig = Rig()
    let firmware = rig.firmware
    let (_, high) = try rig.probe("high", level: 12)
    var behaviour = Probe.Behaviour()
    behaviour.inService = { interrupt in
      #expect(interrupt.level.number == 6)
      firmware.raise(high)
      interrupt.spend(.microseconds(2))
    }
    let (_, line) = try rig.probe("low", level: 6, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    #expect(rig.log.words.prefix(4) == ["isr low", "isr high", "end high", "end low"])
  }

  @Test("S3-09 an interrupt that nobody claims is counted")
  func unclaimed() throws {
    let rig = Rig()
    var behaviour = Probe.Behaviour()
    behaviour.answer = { _ in .notMine }
    let (_, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    for _ in 1...3 {
      rig.firmware.raise(line)
      rig.firmware.settle()
    }
    #expect(rig.firmware.unclaimed(on: line) == 3)
    #expect(rig.log.trace.filter { $0.kind == .unclaimed(line) }.count == 3)
  }
}
