import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench
import Testing

@Suite struct `A console` {
  typealias Ending = ConsoleDescription.LineEnding

  @Test(arguments: [
    (Ending.any, "a\nb\rc\r\nd\n\n", ["a", "b", "c", "d", ""]),
    (.any, "a\r\r\n", ["a", ""]),
    (.any, "a\n\r", ["a", ""]),
    (.lf, "a\nb\rc\r\n", ["a", "b\rc\r"]),
    (.cr, "a\rb\nc\r\n", ["a", "b\nc"]),
    (.crlf, "a\r\nb\rc\nd\r\r\n", ["a", "b\rc\nd\r"]),
    (.lf, "no end", []),
  ])
  func `tells lines as they end`(ending: Ending, sent: String, lines: [String]) throws {
    let bench = try DeviceBench([DeviceBench.console(ending)])
    try bench.peer().send(sent)
    bench.bench.run()
    #expect(bench.take() == lines.map { "line \($0.debugDescription)" })
  }

  @Test func `tells a line that is too long in pieces`() throws {
    let bench = try DeviceBench([DeviceBench.console(maximumLine: 4)])
    try bench.peer().send("abcdefghij\nabcd\nabcde\n")
    bench.bench.run()
    #expect(
      bench.take() == [
        "piece \"abcd\"", "piece \"efgh\"", "line \"ij\"", "line \"abcd\"", "piece \"abcd\"",
        "line \"e\"",
      ])
  }

  @Test func `keeps no more of a line than an event can carry`() throws {
    let bench = try DeviceBench([DeviceBench.console(maximumLine: 4096)])
    let long = String(repeating: "x", count: 300)
    try bench.peer().send(long + "\n")
    bench.bench.run()
    #expect(
      bench.take() == [
        "piece \(String(long.prefix(256)).debugDescription)",
        "line \(String(long.suffix(44)).debugDescription)",
      ])
  }

  @Test(arguments: [
    (Ending.any, "hi\r", "hi\r\n"), (.any, "hi\r\n", "hi\r\n"), (.lf, "hi\n", "hi\n"),
    (.cr, "hi\r", "hi\r"), (.crlf, "hi\r\n", "hi\r\n"), (.any, "h", "h"),
    (.any, "longer\n", "longer\r\n"),
  ])
  func `echoes what arrives, at once`(ending: Ending, sent: String, echoed: String) throws {
    let bench = try DeviceBench([DeviceBench.console(ending, maximumLine: 4, echo: true)])
    let peer = try bench.peer()
    peer.send(sent)
    bench.bench.run()
    #expect(peer.receivedText == echoed)
  }

  @Test(arguments: [(Ending.any, "ok\r\n"), (.lf, "ok\n"), (.cr, "ok\r"), (.crlf, "ok\r\n")])
  func `writes a line with its ending`(ending: Ending, written: String) throws {
    let bench = try DeviceBench([])
    let console = try connect(ending, to: bench)
    console.post(.write, text: EventText("ok".utf8))
    bench.bench.run()
    #expect(try bench.peer().receivedText == written)
  }

  @Test func `H16 tells what goes wrong where it went wrong`() throws {
    let bench = try DeviceBench([DeviceBench.console(.lf)])
    let peer = try bench.peer()
    peer.send("a\nb")
    peer.sendFraming(0x81)
    peer.sendBreak()
    peer.send("c\n")
    peer.sendParity(0x7F)
    peer.sendOverrun(9)
    peer.send("d\n")
    bench.bench.run()
    #expect(
      bench.take() == [
        "line \"a\"", "damaged 129", "break", "line \"bc\"", "damaged 127", "overrun 9",
        "line \"d\"",
      ])
  }

  @Test func `tells what a hang-up cut off, and begins anew after it`() throws {
    let bench = try DeviceBench([DeviceBench.console()])
    let peer = try bench.peer()
    peer.send("cut\r")
    peer.send("off")
    peer.hangUp(at: .start + .milliseconds(10))
    peer.reconnect(at: .start + .milliseconds(20))
    peer.send("\nnew\n", at: .start + .milliseconds(30))
    bench.bench.run()
    #expect(
      bench.take() == [
        "line \"cut\"", "piece \"off\"", "hangup 1", "connected 2", "line \"\"", "line \"new\"",
      ])
  }

  @Test func `a return before a hang-up does not swallow a newline after it`() throws {
    let bench = try DeviceBench([DeviceBench.console()])
    let peer = try bench.peer()
    peer.send("cut\r")
    peer.hangUp(at: .start + .milliseconds(10))
    peer.reconnect(at: .start + .milliseconds(20))
    peer.send("\n", at: .start + .milliseconds(30))
    bench.bench.run()
    #expect(bench.take() == ["line \"cut\"", "hangup 1", "connected 2", "line \"\""])
  }

  @Test func `sends all it was given through a port that takes little at a time`() throws {
    let bench = try DeviceBench([]) { _, board in board.transmitCapacity = 4 }
    let console = try connect(.lf, to: bench)
    console.post(.write, text: EventText((0..<250).map { UInt8($0) }))
    bench.bench.run()
    #expect(try bench.peer().received == (0..<250).map { UInt8($0) } + [10])
    #expect(bench.take() == [])
  }

  @Test func `tells how much found its queue full`() throws {
    let bench = try DeviceBench([]) { _, board in board.transmitCapacity = 4 }
    let console = try connect(.lf, to: bench)
    for _ in 0..<40 {
      console.post(.write, text: EventText(Array(repeating: 7, count: 256)))
      bench.firmware.settle()
    }
    // The port took 4 of the 10,280 at once, and 8,192 can wait.
    let told = bench.take()
    #expect(told.allSatisfy { $0.hasPrefix("unsent ") })
    #expect(told.compactMap { Int($0.dropFirst("unsent ".count)) }.reduce(0, +) == 2_084)
    bench.bench.run()
    #expect(try bench.peer().received.count == 8_196)
  }

  @Test("H15 H18 a far end that does not listen is not answered with losses")
  func holdsBack() throws {
    let bench = try DeviceBench([DeviceBench.console(.lf, echo: true)]) { _, board in
      board.transmitCapacity = 64
    }
    let peer = try bench.peer()
    let sent = (0..<3_000).map { UInt8(truncatingIfNeeded: $0) | 0x80 }
    peer.pause()
    peer.send(sent)
    bench.bench.run()
    let console = try #require(bench.firmware.device(named: "console"))
    let line = try #require(bench.firmware.lines(of: console).first)
    #expect(bench.firmware.info(of: console, on: line)?.isMasked == true)
    peer.resume()
    bench.bench.run()
    #expect(peer.received == sent)
    #expect(bench.firmware.info(of: console, on: line)?.isMasked == false)
    #expect(!bench.take().contains { $0.hasPrefix("unsent") || $0.hasPrefix("overrun") })
  }

  @Test("H12 a port that goes while the console holds back is still told")
  func goesWhileHeldBack() throws {
    let bench = try DeviceBench([DeviceBench.console(.lf, echo: true)]) { _, board in
      board.transmitCapacity = 64
    }
    let peer = try bench.peer()
    peer.pause()
    peer.send([UInt8](repeating: 0x80, count: 3_000))
    bench.bench.run()
    _ = bench.take()
    peer.hangUp()
    bench.bench.run()
    #expect(bench.take().contains("hangup 1"))
    peer.reconnect()
    peer.resume()
    bench.bench.run()
    peer.send("back\n")
    bench.bench.run()
    #expect(peer.receivedText == "back\n")
  }

  @Test func `does not try to send while the port is gone`() throws {
    let bench = try DeviceBench([]) { _, board in board.transmitCapacity = 1 }
    let console = try connect(.lf, to: bench)
    let peer = try bench.peer()
    peer.hangUp()
    bench.bench.run()
    #expect(bench.take() == ["hangup 1"])
    console.post(.write, text: EventText("lost".utf8))
    // Ends only if nothing is tried again and again.
    bench.bench.run(for: .milliseconds(5))
    #expect(bench.take() == ["unsent 5"])
    #expect(bench.bench.run(for: .seconds(1)) == [])
    peer.reconnect()
    bench.bench.run(for: .milliseconds(1))
    console.post(.write, text: EventText("back".utf8))
    bench.bench.run(for: .seconds(1))
    #expect(peer.receivedText == "back\n")
  }

  private func connect(
    _ ending: Ending, to bench: DeviceBench
  ) throws -> StartedDevice<LineConsole> {
    let description = try DeviceBench.console(ending)
    guard case .console(let console) = description.kind else { throw CancellationError() }
    return try bench.firmware.connect(LineConsole(console), named: "console")
  }
}
