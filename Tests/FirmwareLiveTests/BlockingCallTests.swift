import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareLive
import Glibc
import Testing

/// Passive-level code that blocks its thread, on a real engine.
@Suite(.serialized) struct BlockingCallTests {
  @Test(
    "L82 a blocking call of one bus holds up neither another bus nor lines",
    arguments: Guarantee.here)
  func others(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["port"], guarantee)
    try rig.connect("port", level: 5)
    let gate = try Gate()
    let log = rig.log
    let slow = try rig.firmware.addExecutor(named: "slow")
    let fast = try rig.firmware.addExecutor(named: "fast")
    rig.firmware.spawn(on: slow) { [unowned rig] passive in
      log.note("slow begins")
      rig.send("x", to: "port")
      let isOpen = await passive.blocking { gate.isOpened() }
      log.note(isOpen ? "slow ends" : "slow was alone")
    }
    // Opened only by what a held-up passive level, or a held-up line, would never come to.
    rig.firmware.onEvent = { [unowned rig] record, _ in
      guard record.code == Talker.Event.heard.rawValue else { return }
      let firmware = rig.firmware
      firmware.spawn(on: fast) { passive in
        log.note(await passive.blocking { "fast" })
        gate.open()
      }
    }
    let noted = try rig.finish {
      log.all.contains { $0 == "slow ends" || $0 == "slow was alone" }
    }
    #expect(noted == ["slow begins", "isr port", "end port", "dpc port", "fast", "slow ends"])
  }

  @Test("S4-12 the calls of one bus are made one after the other, and errors come back")
  func order() throws {
    struct Refused: Error, Equatable { let number: Int }
    let rig = try LiveRig([], .cooperative)
    let log = rig.log
    let bus = try rig.firmware.addExecutor(named: "bus")
    for number in 1...3 {
      rig.firmware.spawn(on: bus) { passive in
        do throws(Refused) {
          try await passive.blocking { () throws(Refused) in
            log.note("begins \(number)")
            log.note("ends \(number)")
            if number == 2 { throw Refused(number: number) }
          }
        } catch {
          log.note("refused \(error.number)")
        }
        log.note("done \(number)")
      }
    }
    let noted = try rig.finish { log.all.filter { $0.hasPrefix("done") }.count == 3 }
    let calls = noted.filter { $0.hasPrefix("begins") || $0.hasPrefix("ends") }
    #expect(calls == (1...3).flatMap { ["begins \($0)", "ends \($0)"] })
    #expect(noted.contains("refused 2"))
  }
}

/// Something to block on, as on a slow bus.
private final class Gate: Sendable {
  private let ends: (read: Int32, write: Int32)

  init() throws {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw BoardError.system("gate", call: "socketpair", number: errno, text: "")
    }
    self.ends = (ends[0], ends[1])
  }

  deinit {
    close(ends.read)
    close(ends.write)
  }

  /// Blocks until it is opened; false after five seconds, which nothing healthy needs.
  func isOpened() -> Bool {
    var watched = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, 5_000) > 0
  }

  func open() {
    var byte: UInt8 = 1
    _ = write(ends.write, &byte, 1)
  }
}
