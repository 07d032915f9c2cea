import BoardHAL
import Firmware
import Testing

/// How long routines take, who says so, and what work does that takes longer.
@Suite struct `L2 budgets and watchdog` {
  @Test("L21 a call that has more to do runs again at the time it asked for")
  func runAgain() throws {
    let rig = Rig()
    let (firmware, log) = (rig.firmware, rig.log)
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      log.note("at \(context.now.nanoseconds / 1000)")
      context.spend(.microseconds(10))
      if firmware.deferredCounters(of: context.device).runs < 3 {
        context.runAgain(after: .microseconds(50))
      }
    }
    let (device, line) = try rig.probe("device", level: 5, behaviour: behaviour)
    firmware.raise(line)
    firmware.run()
    #expect(
      rig.log.words.filter { $0.hasPrefix("dpc device") || $0.hasPrefix("at") } == [
        "dpc device [1]", "at 0", "dpc device []", "at 60", "dpc device []", "at 120",
      ])
    #expect(firmware.deferredCounters(of: device.id).runs == 3)
  }

  @Test("L21 asking again moves the time; a run in between does not use it up")
  func runAgainMoves() throws {
    let rig = Rig()
    let log = rig.log
    var isFirst = true
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      log.note("at \(context.now.nanoseconds / 1000)")
      guard isFirst else { return }
      isFirst = false
      context.runAgain(after: .microseconds(10))
      context.runAgain(after: .microseconds(70))
    }
    let (device, _) = try rig.probe("device", level: 5, behaviour: behaviour)
    device.requestDeferredCall()
    rig.firmware.run(until: rig.firmware.now + .microseconds(30))
    device.requestDeferredCall()
    rig.firmware.run()
    #expect(log.words.filter { $0.hasPrefix("at") } == ["at 0", "at 30", "at 70"])
  }

  @Test("L21 each call of a device has a time of its own")
  func timesOfCalls() throws {
    struct Pair: InterruptDriven {
      typealias Source = BareSource
      static let customCalls = 1
      var log: Log
      var runs = 0

      static func service(
        _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout NoLineState
      ) -> Service<Int> { .claimed }

      mutating func deferred(
        _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Pair>
      ) {
        log.note("call \(context.call) at \(context.now.nanoseconds / 1000)")
        runs += 1
        if runs <= 2 { context.runAgain(after: .microseconds(context.call == 0 ? 50 : 20)) }
      }
    }
    let rig = Rig()
    let device = try rig.firmware.connect(
      Pair(log: rig.log), named: "pair", to: .software("pair"), level: 5)
    device.requestDeferredCall(0)
    device.requestDeferredCall(1)
    rig.firmware.run()
    #expect(rig.log.words == ["call 0 at 0", "call 1 at 0", "call 1 at 20", "call 0 at 50"])
  }

  @Test("L21 the guidance is 25 µs for a service routine and 100 µs for a deferred call")
  func guidance() {
    #expect(Budgets().service == .microseconds(25))
    #expect(Budgets().deferred == .microseconds(100))
  }

  @Test("L21 an owner can have budgets of its own")
  func ownBudgets() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    var behaviour = Probe.Behaviour()
    behaviour.inService = { $0.spend(.microseconds(40)) }
    behaviour.inDeferred = { $0.spend(.microseconds(40)) }
    var options = ConnectOptions()
    options.budget = .microseconds(50)
    var deferred = DeferredOptions()
    deferred.budget = .microseconds(30)
    let (own, line) = try rig.probe(
      "own", level: 5, options, deferred: deferred, behaviour: behaviour)
    let (usual, other) = try rig.probe("usual", level: 5, behaviour: behaviour)
    rig.firmware.raise(line)
    rig.firmware.settle()
    rig.firmware.raise(other)
    rig.firmware.settle()
    #expect(
      rig.faults == ["own deferredOverrun at 70 µs", "usual serviceOverrun at 105 µs"])
    #expect(rig.firmware.serviceCounters(of: own.id, on: line).overruns == 0)
    #expect(rig.firmware.deferredCounters(of: own.id).overruns == 1)
    #expect(rig.firmware.serviceCounters(of: usual.id, on: other).overruns == 1)
    #expect(rig.firmware.deferredCounters(of: usual.id).overruns == 0)
  }

  @Test("L22 a call that takes too long is named at the instant at which its limit passes")
  func namedAtOnce() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    let log = rig.log
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      context.spend(.microseconds(99))
      log.note("\(log.faultCount) faults at 99")
      context.spend(.microseconds(1))
      log.note("\(log.faultCount) faults at 100")
      context.spend(.microseconds(200))
      context.spend(.microseconds(200))
    }
    let (slow, _) = try rig.probe("slow", level: 5, behaviour: behaviour)
    slow.requestDeferredCall()
    rig.firmware.settle()
    #expect(rig.log.words[1...2] == ["0 faults at 99", "0 faults at 100"])
    #expect(rig.faults == ["slow deferredOverrun at 100 µs"])
    #expect(rig.firmware.deferredCounters(of: slow.id).overruns == 1)
    #expect(rig.firmware.deferredCounters(of: slow.id).longestRun == .microseconds(500))
  }

  @Test("L22 a limit that passes while another routine interrupts is told to its own owner")
  func namedWhileInterrupted() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    let firmware = rig.firmware
    var behaviour = Probe.Behaviour()
    behaviour.inService = { $0.spend(.microseconds(20)) }
    let (_, line) = try rig.probe("urgent", level: 8, behaviour: behaviour)
    behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      context.spend(.microseconds(90))
      firmware.raise(line)
      context.spend(.microseconds(5))
    }
    let (outer, _) = try rig.probe("outer", level: 5, behaviour: behaviour)
    outer.requestDeferredCall()
    rig.firmware.settle()
    #expect(rig.faults == ["outer deferredOverrun at 100 µs"])
  }

  @Test("L22 a run of calls that keeps off passive level too long is named, with whose call it was")
  func longRun() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    rig.firmware.budgets.run = .microseconds(250)
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { $0.spend(.microseconds(90)) }
    let names = ["first", "second", "third", "fourth"]
    let devices = try names.map { try rig.probe($0, level: 5, behaviour: behaviour).device }
    rig.firmware.raised(to: .dispatch) {
      for device in devices { device.requestDeferredCall() }
    }
    rig.firmware.settle()
    #expect(rig.faults == ["third runOverrun at 250 µs"])
    #expect(rig.firmware.deferredCounters(of: devices[2].id).runOverruns == 1)
    // Back at passive level, the next run begins anew.
    rig.firmware.raised(to: .dispatch) {
      for device in devices.prefix(2) { device.requestDeferredCall() }
    }
    rig.firmware.settle()
    #expect(rig.faults.count == 1)
  }

  @Test("L22 a turn of the application ends a run of calls, the end of a round does not")
  func runsAndRounds() throws {
    let timing = Timing(deferred: .microseconds(60))
    let rig = Rig(timing: timing) { $0.deferredRound = 2 }
    rig.firmware.isAccounting = true
    rig.firmware.budgets.run = .microseconds(250)
    let looper = try rig.looper("looper") { $0 % 5 != 0 }
    looper.requestDeferredCall()
    rig.firmware.settle()
    #expect(rig.faults == ["looper runOverrun at 250 µs"])
    let bell = try rig.bell { _ in }
    looper.requestDeferredCall()
    bell.post(.ring)
    rig.firmware.settle()
    // After two calls the event has had its turn, and what followed took 240 µs.
    #expect(rig.faults.count == 1)
  }

  @Test("L22 a deferred call can ask how long it may go on")
  func query() throws {
    let rig = Rig()
    var seen: [Watchdog?] = []
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      context.spend(.microseconds(30))
      seen.append(context.watchdog)
    }
    var options = DeferredOptions()
    options.budget = .microseconds(20)
    let (first, _) = try rig.probe("first", level: 5, behaviour: behaviour)
    let (second, _) = try rig.probe("second", level: 5, deferred: options, behaviour: behaviour)
    first.requestDeferredCall()
    rig.firmware.settle()
    #expect(seen == [nil])
    rig.firmware.isAccounting = true
    rig.firmware.raised(to: .dispatch) {
      first.requestDeferredCall()
      second.requestDeferredCall()
    }
    let one = try #require(seen[1])
    #expect((one.limit, one.remaining) == (.microseconds(100), .microseconds(70)))
    #expect((one.runLimit, one.runRemaining) == (.milliseconds(10), .microseconds(9970)))
    let two = try #require(seen[2])
    #expect((two.limit, two.remaining) == (.microseconds(20), .zero - .microseconds(10)))
    #expect(two.runRemaining == .microseconds(9940))
  }

  @Test("L22 what runs on a processor, whose it is, and since when, can be asked at any time")
  func running() throws {
    let rig = Rig()
    rig.firmware.isAccounting = true
    let firmware = rig.firmware
    var seen: [RunningRoutine?] = []
    var behaviour = Probe.Behaviour()
    behaviour.inService = { _ in seen.append(firmware.running()) }
    let (urgent, line) = try rig.probe("urgent", level: 8, behaviour: behaviour)
    behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      seen.append(firmware.running())
      context.spend(.microseconds(3))
      firmware.raise(line)
      context.spend(.microseconds(3))
      seen.append(firmware.running())
    }
    let (outer, _) = try rig.probe("outer", level: 5, behaviour: behaviour)
    outer.requestDeferredCall()
    _ = firmware.step()
    seen.append(firmware.running())
    let began = BoardInstant.start
    let call = RunningRoutine(device: outer.id, kind: .deferredCall(0), since: began)
    let service = RunningRoutine(
      device: urgent.id, kind: .service, since: began + .microseconds(6))
    #expect(seen == [call, service, call, nil])
  }
}

extension Log {
  fileprivate var faultCount: Int {
    trace.count { if case .fault = $0.kind { true } else { false } }
  }
}
