import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareLive
import Foundation
import SerialRigs
import Testing

/// Firmware on the kernel's own devices, with threads that preempt where that is allowed.
@Suite(.serialized) struct LiveEngineTests {
  @Test(
    "S2-05 S2-06 S1-10 the kernel interrupts a routine for a higher level, and for no other",
    .needsRealTimeRights)
  func preemption() throws {
    let rig = try LiveRig(["five", "eight", "equal", "three"], .preemptive)
    try rig.connect("eight", level: 8)
    try rig.connect("equal", level: 5)
    try rig.connect("three", level: 3)
    try rig.connect("five", level: 5) { [unowned rig] in
      for name in ["three", "equal", "eight"] { rig.send("x", to: name) }
      rig.linger { rig.log.all.contains("end eight") }
    }
    rig.send("x", to: "five")
    try rig.run(until: 4)
    let log = rig.log.all
    #expect(log.prefix(4) == ["isr five", "isr eight", "end eight", "end five"])
    // When a terminal passes the others' bytes on is its own affair; not in the midst of `five`.
    #expect(
      Set(log.dropFirst(4))
        == Set(["equal", "three"].flatMap { ["isr \($0)", "end \($0)"] })
        .union(["dpc five", "dpc eight", "dpc equal", "dpc three"]))
    // No routine was cut in two by one of its own level or below.
    for (begin, end) in zip(log.dropFirst(4), log.dropFirst(5)) where begin.hasPrefix("isr") {
      #expect(end == "end" + begin.dropFirst(3))
    }
  }

  @Test(
    "S1-20 a routine interrupts the deferred call of its own device",
    .needsRealTimeRights)
  func interruptsItsDeferredCall() throws {
    let rig = try LiveRig(["port"], .preemptive)
    try rig.connect("port", level: 5)
    var seen = 0
    rig.firmware.onEvent = { [unowned rig] record, _ in
      guard record.code == Talker.Event.heard.rawValue else { return }
      seen += 1
      if seen == 1 { rig.send("b", to: "port") } else { rig.firmware.stop() }
    }
    rig.send("a", to: "port")
    try rig.engine.run(rig.firmware, until: rig.firmware.now + .seconds(2))
    rig.devices["port"]?.inspect { #expect($0.bytes == Array("ab".utf8)) }
  }

  @Test("S2-06 without preemption the most urgent of those that wait is served first")
  func startOrder() throws {
    let rig = try LiveRig(["three", "eight", "five"], .cooperative)
    for (name, level) in [("three", 3), ("eight", 8), ("five", 5)] {
      try rig.connect(name, level: level)
      rig.send("x", to: name)
    }
    for name in ["three", "eight", "five"] { rig.awaitArrival(at: name) }
    try rig.run(until: 3)
    #expect(
      rig.log.all.prefix(6) == [
        "isr eight", "end eight", "isr five", "end five", "isr three", "end three",
      ])
  }

  @Test(
    "L27 timers, events and a second run, on either engine",
    arguments: Guarantee.here)
  func timers(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["port"], guarantee)
    try rig.connect("port", level: 5)
    rig.send("x", to: "port")
    try rig.run(until: 1, .rang)
    #expect(rig.log.all == ["isr port", "end port", "dpc port"])
  }

  @Test(
    "S4-11 every byte of a stream reaches the deferred call, in order",
    arguments: Guarantee.here)
  func stream(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["port"], guarantee)
    try rig.connect("port", level: 5)
    let sent = (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var place = 0
    rig.firmware.onEvent = { [unowned rig] record, _ in
      guard record.code == Talker.Event.heard.rawValue else { return }
      if record.value == Int64(sent.count) { return rig.firmware.stop() }
      if record.value == Int64(place) {
        let next = min(sent.count, place + 100)
        place += rig.far["port"]?.send(sent[place..<next]) ?? 0
      }
    }
    place += rig.far["port"]?.send(sent[0..<100]) ?? 0
    try rig.engine.run(rig.firmware, until: rig.firmware.now + .seconds(5))
    rig.devices["port"]?.inspect { #expect(firstDifference($0.bytes, sent) == nil) }
  }

  @Test(
    "S0-07 where levels preempt, pages stay in memory if that is allowed",
    .needsRealTimeRights)
  func memory() throws {
    let rig = try LiveRig([], .preemptive)
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let locked = status.split(separator: "\n").first { $0.hasPrefix("VmLck:") }
    let isLocked = locked?.contains { $0 != "0" && $0.isNumber } ?? false
    // The thread sanitizer turns the call into one that does nothing.
    if getenv("TSAN_OPTIONS") == nil { #expect(isLocked == rig.engine.keepsMemory) }
    // Root may, whatever the limit.
    if geteuid() == 0 { #expect(rig.engine.keepsMemory) }
  }

  @Test("a guarantee that the process has no right to is refused with the remedy")
  func refused() throws {
    guard !hasRealTimeRights else { return }
    #expect(throws: BoardError.self) { try LiveRig([], .preemptive) }
  }
}
