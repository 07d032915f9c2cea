import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareLive
import Glibc
import SerialRigs
import Synchronization
import Testing

/// Requests to a device at the far end of a real terminal.
@Suite(.serialized) struct LiveRequestTests {
  @Test(
    "L40 L44 requests wait their turn, and each ends with its own answer", arguments: Guarantee.here
  )
  func answered(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["port"], guarantee)
    let modem = try rig.connectModem()
    let log = rig.log
    for number in 1...3 as ClosedRange<UInt8> {
      rig.ask(modem, number) { log.note("\(number) got \($0)") }
    }
    let noted = try Answerer(rig).run {
      try rig.finish { log.all.filter { $0.contains("got") }.count == 3 }
    }
    #expect(noted.filter { $0.hasPrefix("asks") } == ["asks 1", "asks 2", "asks 3"])
    #expect(Set(noted.filter { $0.contains("got") }) == ["1 got 101", "2 got 102", "3 got 103"])
  }

  @Test(
    "L43 a request without an answer is cancelled at its timeout, and the device is free again",
    arguments: Guarantee.here)
  func timeout(_ guarantee: Guarantee) throws {
    let rig = try LiveRig(["port"], guarantee)
    let modem = try rig.connectModem()
    let log = rig.log
    rig.ask(modem, 1, timeout: .milliseconds(100)) { log.note("first: \($0)") }
    rig.ask(modem, 2) { log.note("second: \($0)") }
    let noted = try Answerer(rig, but: 1).run {
      try rig.finish { log.all.filter { $0.contains(":") }.count == 2 }
    }
    // On a busy machine the time may be over before it has been asked.
    #expect([["asks 1", "asks 2"], ["asks 2"]].contains(noted.filter { $0.hasPrefix("asks") }))
    #expect(noted.contains("first: the request was cancelled at its timeout"))
    #expect(noted.contains("second: 102"))
  }
}

/// The far end of a port, on a thread of its own: it answers each byte with a hundred more.
private final class Answerer: Sendable {
  private let terminal: Int32
  private let passedOver: UInt8?
  private let isStopped = Atomic<Bool>(false)

  /// Gives no answer to `passedOver`.
  init(_ rig: LiveRig, but passedOver: UInt8? = nil) {
    terminal = rig.far["port"]?.descriptor ?? -1
    self.passedOver = passedOver
  }

  /// Answers while `body` runs.
  func run<Result>(_ body: () throws -> Result) rethrows -> Result {
    let thread = JoinedThread { self.answer() }
    defer {
      isStopped.store(true, ordering: .releasing)
      thread.join()
    }
    return try body()
  }

  private func answer() {
    while !isStopped.load(ordering: .acquiring) {
      var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      var byte: UInt8 = 0
      guard poll(&ready, 1, 10) > 0, read(terminal, &byte, 1) == 1, byte != passedOver else {
        continue
      }
      byte += 100
      _ = write(terminal, &byte, 1)
    }
  }
}

extension LiveRig {
  fileprivate func connectModem() throws -> StartedDevice<Modem> {
    try firmware.connect(
      Modem(log: log), named: "modem", to: .serialReceive(port: "port", SerialSettings()), level: 5)
  }

  /// Asks from passive level, and tells how it ended.
  fileprivate func ask(
    _ modem: StartedDevice<Modem>, _ question: UInt8, timeout: Nanoseconds? = nil,
    _ tell: @escaping @Sendable (String) -> Void
  ) {
    let application = try? firmware.addExecutor(named: "application \(question)")
    guard let application else { return tell("no executor") }
    firmware.spawn(on: application) { passive in
      do throws(RequestError) {
        tell("\(try await modem.submit(question, timeout: timeout, passive))")
      } catch {
        tell("\(error)")
      }
    }
  }
}
