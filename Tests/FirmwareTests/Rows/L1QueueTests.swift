import BoardHAL
import Firmware
import Testing

/// The queues of deferred calls: where a call waits, when it runs, and how it is taken back.
@Suite struct `L1 queues of deferred calls` {
  @Test(
    "L14 a call joins the queue of the processor that it was registered for, whoever asks",
    arguments: [0, 1])
  func target(processor: Int) throws {
    let rig = Rig(processors: 2)
    var options = ConnectOptions()
    options.affinity = .processor(0)
    let (device, line) = try rig.probe("device", level: 5, options, processor: processor)
    rig.firmware.raise(line)
    #expect(rig.firmware.step(on: 0) == .serviced(line))
    #expect(rig.firmware.step(on: 1 - processor) == .idle)
    #expect(rig.firmware.step(on: processor) == .ran(device.id, call: 0))
  }

  /// A queue is written as the importances of its calls, in the order of asking.
  @Test(
    "L15 low importance starts no drain: the calls that run at once, by what waits with them",
    arguments: [
      ("l", []), ("ll", []), ("lll", []), ("llll", [0, 1, 2, 3]), ("lllll", [0, 1, 2, 3, 4]),
      ("m", [0]), ("h", [0]), ("lm", [0, 1]), ("ml", [0, 1]), ("lh", [1, 0]), ("llh", [2, 0, 1]),
      ("lmh", [2, 0, 1]), ("mhlh", [3, 1, 0, 2]),
    ])
  func wakeTable(importances: String, expected: [Int]) throws {
    let rig = Rig()
    var devices: [StartedDevice<Probe>] = []
    for (number, letter) in importances.enumerated() {
      let importance = letter == "h" ? Importance.high : letter == "m" ? .medium : .low
      devices.append(try rig.probe("\(number)", level: 5, importance: importance).device)
    }
    rig.firmware.raised(to: .dispatch) {
      for device in devices { #expect(device.requestDeferredCall() == .queued) }
    }
    rig.firmware.settle()
    #expect(rig.log.words.filter { $0.hasPrefix("dpc end") } == expected.map { "dpc end \($0)" })
  }

  @Test("L15 a call of low importance runs at its maximum delay, whatever merges meanwhile")
  func maximumDelay() throws {
    let rig = Rig()
    var options = DeferredOptions(importance: .low)
    options.maximumDelay = .milliseconds(5)
    let (device, _) = try rig.probe("lazy", level: 5, deferred: options)
    let began = rig.firmware.now
    device.requestDeferredCall()
    rig.firmware.run(until: began + .milliseconds(4))
    #expect(device.requestDeferredCall() == .merged)
    rig.firmware.run(until: began + .nanoseconds(4_999_999))
    #expect(rig.firmware.deferredCounters(of: device.id).runs == 0)
    rig.firmware.run(until: began + .milliseconds(5))
    #expect(rig.firmware.deferredCounters(of: device.id).runs == 1)
    // Each time that it is queued has a delay of its own.
    device.requestDeferredCall()
    rig.firmware.run()
    #expect(rig.firmware.now == began + .milliseconds(10))
    #expect(rig.firmware.deferredCounters(of: device.id).runs == 2)
  }

  @Test("L12 a call that is asked for when it was taken, and before its routine, runs that twice")
  func askedAtTheBeginning() throws {
    let rig = Rig()
    let (device, _) = try rig.probe("device", level: 5)
    var answers: [DeferredRequest] = []
    rig.firmware.interleaver = Adversary { point, _ in
      if point == .dequeued, answers.isEmpty { answers.append(device.requestDeferredCall()) }
    }
    device.requestDeferredCall()
    rig.firmware.settle()
    #expect(answers == [.queued])
    #expect(rig.log.words.filter { $0 == "dpc end device" }.count == 2)
  }

  @Test("L15 a call that ran with others leaves no delay behind")
  func delayIsCancelled() throws {
    let rig = Rig()
    let (lazy, _) = try rig.probe("lazy", level: 5, importance: .low)
    let (other, _) = try rig.probe("other", level: 5)
    lazy.requestDeferredCall()
    #expect(rig.firmware.nextTimer != nil)
    other.requestDeferredCall()
    rig.firmware.settle()
    #expect(rig.firmware.deferredCounters(of: lazy.id).runs == 1)
    #expect(rig.firmware.nextTimer == nil)
  }

  @Test("L15 L17 a drain whose first cause is removed does not begin; patient calls go on waiting")
  func drainThatNeverBegan() throws {
    let rig = Rig()
    let (lazy, _) = try rig.probe("lazy", level: 5, importance: .low)
    let (other, _) = try rig.probe("other", level: 5)
    rig.firmware.raised(to: .dispatch) {
      lazy.requestDeferredCall()
      other.requestDeferredCall()
      #expect(other.removeDeferredCall() == .removed)
    }
    #expect(rig.log.words.isEmpty)
    rig.firmware.run()
    #expect(rig.log.words == ["dpc lazy []", "dpc end lazy"])
  }

  @Test(
    "L16 a call that asks for itself for ever cannot starve passive level",
    arguments: [false, true])
  func boundedRounds(isThreaded: Bool) throws {
    let rig = Rig(isThreaded: isThreaded) { $0.deferredRound = 8 }
    let firmware = rig.firmware
    let looper = try rig.looper("looper") { _ in true }
    var runsAtTurn: [UInt64] = []
    let bell = try rig.bell { context in
      runsAtTurn.append(firmware.deferredCounters(of: looper.id).runs)
      context.post(Bell.Action.ring.rawValue, to: firmware.device(named: "bell") ?? looper.id)
    }
    looper.requestDeferredCall()
    bell.post(.ring)
    for _ in 0..<40 { _ = firmware.step() }
    let turns = try #require(runsAtTurn.count >= 3 ? runsAtTurn : nil)
    #expect(turns[0] <= 8)
    #expect(turns[1] - turns[0] <= 8)
    #expect(turns[2] - turns[1] <= 8)
  }

  @Test("L16 without anything to do at passive level the drain goes on")
  func roundsWithoutTurns() throws {
    let rig = Rig { $0.deferredRound = 8 }
    let firmware = rig.firmware
    let looper = try rig.looper("looper") { $0 < 100 }
    looper.requestDeferredCall()
    firmware.settle()
    #expect(firmware.deferredCounters(of: looper.id).runs == 100)
  }

  @Test("L18 a flush returns when everything queued before it has run, on every processor")
  func flush() throws {
    let rig = Rig(processors: 3)
    let log = rig.log
    let (lazy, _) = try rig.probe("lazy", level: 5, importance: .low, processor: 1)
    let (threaded, _) = try rig.probe(
      "threaded", level: 5,
      deferred: {
        var options = DeferredOptions(importance: .medium, processor: 2)
        options.isThreaded = true
        return options
      }())
    let (plain, line) = try rig.probe("plain", level: 5)
    let firmware = rig.firmware
    try rig.atPassiveLevel { context in
      log.note("flush")
      lazy.requestDeferredCall()
      threaded.requestDeferredCall()
      plain.requestDeferredCall()
      firmware.raise(line)
      context.flushDeferredCalls()
      log.note("flushed")
      context.flushDeferredCalls()
      log.note("nothing to flush")
    }
    let words = rig.log.words
    #expect(words.first == "flush")
    #expect(words.suffix(2) == ["flushed", "nothing to flush"])
    for name in ["lazy", "threaded", "plain"] { #expect(words.contains("dpc end \(name)")) }
  }

  @Test("L18 what is queued while a flush goes on is not waited for")
  func flushIgnoresLater() throws {
    let rig = Rig()
    let firmware = rig.firmware
    // It ends at some time, so that a flush which waits for it fails and does not hang.
    let endless = try rig.looper("endless") { $0 < 10_000 }
    try rig.atPassiveLevel { context in
      endless.requestDeferredCall()
      context.flushDeferredCalls()
      #expect(firmware.deferredCounters(of: endless.id).runs < 10)
      #expect(endless.removeDeferredCall() == .removed)
    }
  }

  @Test("L18 a call that was removed is not waited for")
  func flushAfterRemoval() throws {
    let rig = Rig()
    let (device, _) = try rig.probe("device", level: 5)
    let log = rig.log
    try rig.atPassiveLevel { context in
      device.requestDeferredCall()
      #expect(device.removeDeferredCall() == .removed)
      device.requestDeferredCall()
      context.flushDeferredCalls()
      log.note("flushed")
    }
    #expect(rig.log.words == ["dpc device []", "dpc end device", "flushed"])
  }

  @Test("L19 cancelling says whether the call was removed or was never queued")
  func cancel() throws {
    let rig = Rig()
    let (device, line) = try rig.probe("device", level: 5)
    let firmware = rig.firmware
    try rig.atPassiveLevel { context in
      #expect(device.cancelDeferredCall(0, context) == .neverQueued)
      #expect(device.cancelDeferredCall(7, context) == .neverQueued)
      device.requestDeferredCall()
      #expect(device.cancelDeferredCall(0, context) == .removed)
      #expect(device.cancelDeferredCall(0, context) == .neverQueued)
    }
    #expect(firmware.deferredCounters(of: device.id).runs == 0)
    #expect(firmware.deferredCounters(of: device.id).removed == 1)
    // What is saved waits for whoever asks next.
    firmware.raise(line)
    firmware.settle()
    #expect(rig.log.words == ["isr device", "end device", "dpc device [1]", "dpc end device"])
  }

  @Test("L19 L21 cancelling takes back a run that was asked for at a later time")
  func cancelAgain() throws {
    let rig = Rig()
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { $0.runAgain(after: .milliseconds(1)) }
    let (device, _) = try rig.probe("device", level: 5, behaviour: behaviour)
    device.requestDeferredCall()
    rig.firmware.settle()
    try rig.atPassiveLevel { context in
      #expect(device.cancelDeferredCall(0, context) == .removed)
    }
    rig.firmware.run()
    #expect(rig.firmware.deferredCounters(of: device.id).runs == 1)
  }
}
