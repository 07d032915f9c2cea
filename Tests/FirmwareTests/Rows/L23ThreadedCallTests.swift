import BoardHAL
import Firmware
import Testing

/// Threaded deferred calls: at passive level, below all others, under the same rules.
@Suite struct `L23 threaded deferred calls` {
  private var threaded: DeferredOptions {
    var options = DeferredOptions()
    options.isThreaded = true
    return options
  }

  @Test("L23 a threaded call runs at passive level, after every call that is not")
  func below() throws {
    let rig = Rig()
    let log = rig.log
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { log.note("level \($0.level.number)") }
    let (slow, _) = try rig.probe("slow", level: 5, deferred: threaded, behaviour: behaviour)
    let (plain, _) = try rig.probe("plain", level: 5, behaviour: behaviour)
    rig.firmware.raised(to: .dispatch) {
      slow.requestDeferredCall()
      plain.requestDeferredCall()
    }
    #expect(
      rig.log.words == [
        "dpc plain []", "level 2", "dpc end plain", "dpc slow []", "level 0", "dpc end slow",
      ])
    #expect(rig.firmware.deferredCall(of: slow.id)?.processor == 0)
  }

  @Test("L23 lines and other calls interrupt a threaded call at its safe points")
  func interrupted() throws {
    let rig = Rig()
    let firmware = rig.firmware
    let (_, line) = try rig.probe("urgent", level: 8)
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      firmware.raise(line)
      context.spend(.microseconds(1))
      context.withLine { _ in firmware.raise(line) }
    }
    let (slow, _) = try rig.probe("slow", level: 5, deferred: threaded, behaviour: behaviour)
    slow.requestDeferredCall()
    firmware.settle()
    #expect(
      rig.log.words == [
        "dpc slow []", "isr urgent", "end urgent", "dpc urgent [1]", "dpc end urgent",
        "isr urgent", "end urgent", "dpc urgent [2]", "dpc end urgent", "dpc end slow",
      ])
    #expect(firmware.violations().isEmpty)
  }

  @Test("L23 threaded calls do not interrupt each other, nor does a device interrupt itself")
  func notEachOther() throws {
    let rig = Rig()
    let firmware = rig.firmware
    let (other, otherLine) = try rig.probe("other", level: 6, deferred: threaded)
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      guard firmware.deferredCounters(of: context.device).runs == 1 else { return }
      firmware.raise(otherLine)
      for line in firmware.lines(of: context.device) { firmware.raise(line) }
      context.spend(.microseconds(1))
      #expect(firmware.violations().isEmpty)
    }
    let (slow, _) = try rig.probe("slow", level: 5, deferred: threaded, behaviour: behaviour)
    slow.requestDeferredCall()
    firmware.settle()
    #expect(
      rig.log.words == [
        "dpc slow []", "isr other", "end other", "isr slow", "end slow", "dpc end slow",
        "dpc other [1]", "dpc end other", "dpc slow [1]", "dpc end slow",
      ])
    #expect(firmware.deferredCounters(of: other.id).runs == 1)
  }

  @Test("L23 a threaded call is still in a deferred call, and no part of its device runs beside it")
  func stillDeferred() throws {
    let rig = Rig(processors: 2)
    let firmware = rig.firmware
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      firmware.raise(firmware.lines(of: context.device)[0])
      context.spend(.microseconds(1))
      #expect(firmware.step(on: 1) == .idle)
      #expect(firmware.deferredCall(of: context.device)?.state == .runningAndQueued)
    }
    var options = ConnectOptions()
    options.affinity = .processor(0)
    let (slow, _) = try rig.probe(
      "slow", level: 5, options, deferred: threaded, behaviour: behaviour)
    slow.requestDeferredCall()
    _ = firmware.step()
    #expect(firmware.deferredCall(of: slow.id)?.state == .queued)
    #expect(slow.removeDeferredCall() == .removed)
    #expect(firmware.step() == .idle)
  }

  @Test("L23 threaded calls can be switched off: they run at dispatch level then")
  func switchedOff() throws {
    let rig = Rig { $0.allowsThreadedCalls = false }
    let log = rig.log
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { log.note("level \($0.level.number)") }
    let (slow, _) = try rig.probe("slow", level: 5, deferred: threaded, behaviour: behaviour)
    let (plain, _) = try rig.probe("plain", level: 5)
    rig.firmware.raised(to: .dispatch) {
      slow.requestDeferredCall()
      plain.requestDeferredCall()
    }
    #expect(
      rig.log.words == [
        "dpc slow []", "level 2", "dpc end slow", "dpc plain []", "dpc end plain",
      ])
  }

  @Test("L23 L15 a threaded call of low importance waits for others of its sort")
  func patient() throws {
    let rig = Rig()
    var options = threaded
    options.importance = .low
    options.maximumDelay = .milliseconds(2)
    let (slow, _) = try rig.probe("slow", level: 5, deferred: options)
    slow.requestDeferredCall()
    rig.firmware.settle()
    #expect(rig.log.words.isEmpty)
    rig.firmware.run()
    #expect(rig.firmware.now == .start + .milliseconds(2))
    #expect(rig.log.words == ["dpc slow []", "dpc end slow"])
  }
}
