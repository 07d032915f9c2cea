import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareLive
import SerialRigs
import Testing

/// Rows of the virtual engine that have to hold on a real one too.
@Suite(.serialized) struct LiveRowsTests {
  @Test(
    "L71 a masked line waits, and is served when passive level lets it go",
    arguments: Guarantee.here)
  func masking(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["held", "other"], guarantee)
    try rig.connect("held", level: 6)
    try rig.connect("other", level: 4)
    let device = try #require(rig.devices["held"])
    let line = try #require(rig.firmware.lines(of: device.id).first)
    rig.firmware.mask(line)
    rig.firmware.onEvent = { [unowned rig] record, _ in
      guard record.device != device.id, record.code == Talker.Event.heard.rawValue else { return }
      rig.log.note("unmasking")
      rig.firmware.unmask(line)
    }
    rig.send("x", to: "held")
    rig.send("y", to: "other")
    let log = try rig.finish { rig.log.all.contains("dpc held") }
    let unmasking = try #require(log.firstIndex(of: "unmasking"))
    #expect(!log[..<unmasking].contains("isr held"))
    #expect(log[unmasking...].contains("dpc held"))
  }

  @Test(
    "L62 what comes while a routine runs, when its line is armed again already, is served after it",
    arguments: Guarantee.here)
  func whileItRuns(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["port"], guarantee)
    var isFirst = true
    try rig.connect("port", level: 5) { [unowned rig] in
      guard isFirst else { return }
      isFirst = false
      rig.send("b", to: "port")
      rig.awaitArrival(at: "port")
    }
    rig.send("a", to: "port")
    try rig.finish {
      let noted = rig.log.all
      return noted.filter { $0 == "isr port" }.count == 2 && noted.last == "dpc port"
    }
    rig.devices["port"]?.inspect { #expect($0.bytes == Array("ab".utf8)) }
  }

  @Test(
    "L60 routines run on the core that was asked for, and a level has its priority at the kernel",
    .needsRealTimeRights, arguments: ThreadRights.cores)
  func coreAndPriority(core: Int) throws {
    let rig = try LiveRig(["nine", "six"], .preemptive, core: core)
    for (name, level) in [("nine", 9), ("six", 6)] {
      try rig.connect(name, level: level) { [unowned rig] in
        rig.log.note("\(name) on core \(ThreadRights.core), priority \(ThreadRights.priority)")
      }
      rig.send("x", to: name)
    }
    let noted = try rig.finish { ["dpc nine", "dpc six"].allSatisfy(rig.log.all.contains) }
    for (name, level) in [("nine", 9), ("six", 6)] {
      let priority = LiveEngine.priority(of: try #require(Level.device(level)))
      #expect(noted.contains("\(name) on core \(core), priority \(priority)"))
    }
  }

  @Test(
    "S1-20 a line of any level interrupts a deferred call, also one that a higher line asked for",
    .needsRealTimeRights)
  func aboveEveryDeferredCall() throws {
    let rig = try LiveRig(["eight", "three"], .preemptive)
    try rig.connect("three", level: 3)
    try rig.connectScripted("eight", level: 8) { [unowned rig] _ in
      rig.send("x", to: "three")
      // Awake: a call that slept would let every thread in.
      let deadline = rig.firmware.now + .milliseconds(200)
      while !rig.log.all.contains("end three"), rig.firmware.now < deadline {}
    }
    rig.send("x", to: "eight")
    let noted = try rig.finish { rig.log.all.contains("dpc three") }
    #expect(
      noted == [
        "isr eight", "dpc eight begins", "isr three", "end three", "dpc eight ends", "dpc three",
      ])
  }

  @Test("deferred calls run in the order in which they were asked for")
  func deferredOrder() throws {
    let rig = try LiveRig(["three", "eight", "five"], .cooperative)
    for (name, level) in [("three", 3), ("eight", 8), ("five", 5)] {
      try rig.connect(name, level: level)
      rig.send("x", to: name)
    }
    for name in ["three", "eight", "five"] { rig.awaitArrival(at: name) }
    try rig.run(until: 3)
    #expect(
      rig.log.all.filter { $0.hasPrefix("dpc") } == ["dpc eight", "dpc five", "dpc three"])
  }

  @Test(
    "S1-16 L30 in withLine a deferred call's own line waits, and a higher level does not",
    .needsRealTimeRights)
  func synchronised() throws {
    let rig = try LiveRig(["own", "urgent"], .preemptive)
    try rig.connect("urgent", level: 8)
    var isFirst = true
    try rig.connectScripted("own", level: 6) { [unowned rig] context in
      guard isFirst else { return }
      isFirst = false
      _ = context.withLine { line in
        line.log.note("locked")
        for name in ["own", "urgent"] { rig.send("x", to: name) }
        rig.linger { rig.log.all.contains("end urgent") }
        line.log.note("unlocked")
      }
    }
    rig.send("x", to: "own")
    let noted = try rig.finish { rig.log.all.filter { $0 == "dpc own ends" }.count == 2 }
    #expect(
      noted.prefix(6) == [
        "isr own", "dpc own begins", "locked", "isr urgent", "end urgent", "unlocked",
      ])
    #expect(noted.filter { $0 == "isr own" }.count == 2)
  }

  @Test(
    "L19 cancelling a deferred call that runs returns when it has ended",
    .needsRealTimeRights)
  func cancelling() throws {
    let rig = try LiveRig(["port"], .preemptive)
    let device = try rig.connectScripted("port", level: 5) { [unowned rig] _ in
      rig.linger { rig.log.all.contains("cancelling") }
    }
    let executor = try rig.firmware.addExecutor(named: "application")
    let log = rig.log
    rig.firmware.spawn(on: executor) { passive in
      while !log.all.contains("dpc port begins") { try await passive.sleep(for: .milliseconds(1)) }
      log.note("cancelling")
      let result = device.cancelDeferredCall(0, passive)
      log.note("cancelled: \(result)")
    }
    rig.send("x", to: "port")
    let noted = try rig.finish { log.all.contains { $0.hasPrefix("cancelled") } }
    // Never before the end. Whether it had to wait is between two threads; the explorer tries both.
    #expect(
      noted.dropLast() == ["isr port", "dpc port begins", "cancelling", "dpc port ends"])
    #expect(["cancelled: finished", "cancelled: neverQueued"].contains(noted.last))
  }

  @Test(
    "L52 after a disconnect under a stream of bytes nothing of the connection runs",
    arguments: Guarantee.here)
  func disconnecting(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["port"], guarantee)
    try rig.engine.start(rig.firmware)
    for round in 1...20 {
      let name = "port \(round)"
      let added = try rig.firmware.add(Talker(name: name, log: rig.log), named: name)
      try added.registerDeferredCall()
      let connection = try added.connect(
        to: .serialReceive(port: "port", SerialSettings()), level: 5,
        state: Talker.LineState(name: name, log: rig.log, inside: nil))
      _ = try added.start()
      rig.send("some bytes", to: "port")
      try rig.engine.run(rig.firmware, until: rig.firmware.now + .seconds(5)) {
        rig.log.all.contains("dpc \(name)")
      }
      rig.send("and more of them", to: "port")
      _ = connection.disconnect()
      rig.log.note("gone \(round)")
    }
    rig.engine.stop(rig.firmware)
    rig.firmware.shutDown()
    let log = rig.log.all
    for round in 1...20 {
      let gone = try #require(log.firstIndex(of: "gone \(round)"))
      #expect(log[..<gone].contains("dpc port \(round)"))
      #expect(!log[gone...].contains { $0.hasSuffix("port \(round)") })
    }
  }
}

extension LiveRig {
  /// Connects a device whose deferred call does what the test wants.
  @discardableResult
  fileprivate func connectScripted(
    _ name: String, level: Int, inside: @escaping (borrowing DispatchContext<Scripted>) -> Void
  ) throws -> StartedDevice<Scripted> {
    try firmware.connect(
      Scripted(name: name, log: log, inside: inside), named: name,
      to: .serialReceive(port: name, SerialSettings()), level: level,
      state: Scripted.LineState(name: name, log: log))
  }
}
