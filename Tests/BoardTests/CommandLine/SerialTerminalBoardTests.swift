import BackendContract
import Glibc
import SerialRigs
import TemporaryFiles
import Testing

extension SerialTests {
  /// `board-cli serial` on real drivers: a UART wired to another, and a USB adaptor.
  @Suite struct SerialTerminalBoardTests {
    /// Starts it, and waits until it has the port: what comes before is forgotten.
    private func start(_ port: String, _ options: [String] = []) throws -> TerminalProgram {
      let program = try TerminalProgram(
        ["serial", port] + options, environment: SimulatedHeader.environment)
      try program.wait(for: "connected to")
      return program
    }

    /// Hears until as many bytes have come as are expected.
    private func hear(_ far: some FarEnd, _ text: String) throws {
      var heard: [UInt8] = []
      for _ in 0..<3_000 where heard.count < text.utf8.count {
        heard += far.hearNow()
        usleep(10_000)
      }
      #expect(String(decoding: heard, as: UTF8.self) == text)
    }

    private func send(_ text: String, from far: some FarEnd) throws {
      _ = try far.send(Array(text.utf8)[...])
    }

    @Test func `a UART is talked to, and its lines are shown and driven`() throws {
      let far = try Terminal("/dev/ttyS2")
      let program = try start("ttyS1")
      #expect(program.screen.text.contains("connected to /dev/ttyS1 at 115200 8N1"))
      program.type("at\r")
      try hear(far, "at\r")
      try send("OK\r\n", from: far)
      try program.wait(for: "OK")
      program.type("\u{14}L")
      try program.wait(for: "DTR active, RTS active, CTS ")
      program.type("\u{14}g0")
      try program.wait(for: "DTR is inactive")
      program.type("\u{14}gd")
      try program.wait(for: "DTR is active")
      program.type("\u{14}p1")
      try program.wait(for: "RTS is inactive")
      try program.wait(for: "RTS is active")
      // What is typed behind a break waits until it is over.
      program.type("\u{14}bx")
      try program.wait(for: "sending a break")
      try hear(far, "x")
      program.type("\u{14}q")
      #expect(program.end() == 0)
      #expect(program.screen.text.contains("4 bytes received, 4 bytes sent"))
      #expect(program.isSane)
    }

    @Test func `DTR and RTS are as the options say`() throws {
      let program = try start("/dev/ttyS1", ["--dtr", "off", "--rts", "off"])
      program.type("\u{14}L")
      try program.wait(for: "DTR inactive, RTS inactive")
      program.type("\u{14}q")
      #expect(program.end() == 0)
    }

    @Test func `a pipe through a UART loses nothing, and ends when all was sent`() throws {
      let far = try Terminal("/dev/ttyS2")
      let text = String(repeating: "0123456789abcdef\n", count: 200)
      let input = try TemporaryFile(text)
      let program = try Program(["serial", "/dev/ttyS1"], input: input.path)
      try hear(far, text)
      let result = program.wait()
      #expect(result.status == 0)
      #expect(result.errors == "")
    }

    @Test func `a break from a USB adaptor is shown where it happened`() throws {
      let far = try SerialGadget()
      let program = try start(far.path, ["--log", "/run/tmp/break.log"])
      defer { unlink("/run/tmp/break.log") }
      try send("before", from: far)
      try program.wait(for: "before")
      if far.sendBreak() {
        try program.wait(for: "before<break>")
        #expect(try KernelFile.read("/run/tmp/break.log") == "before<break>")
        program.type("\u{14}s")
        try program.wait(for: "1 breaks received")
      }
      program.type("\u{14}q")
      #expect(program.end() == 0)
    }

    @Test func `a USB adaptor that is unplugged and plugged again is found`() throws {
      let far = try SerialGadget()
      let program = try start(far.path)
      for round in 1...3 {
        program.type("to\(round)\r")
        try hear(far, "to\(round)\r")
        try send("from\(round)\r\n", from: far)
        try program.wait(for: "from\(round)")
        _ = try far.goAway()
        try program.wait(for: "hang-up \(round)") { screen in
          screen.text.components(of: "hung up; looking for").count == round + 1
        }
        _ = try far.comeBack()
        try program.wait(for: "connection \(round + 1)")
      }
      try send("last\r\n", from: far)
      try program.wait(for: "last")
      program.type("\u{14}q")
      #expect(program.end() == 0)
      #expect(program.screen.text.contains("3 hang-ups"))
      #expect(program.isSane)
    }

    @Test func `a USB adaptor that is unplugged ends a program that does not reconnect`() throws {
      let far = try SerialGadget()
      let program = try start(far.path, ["--no-reconnect"])
      _ = try far.goAway()
      #expect(program.end() == 1)
      #expect(program.screen.text.contains("\(far.path) hung up"))
      #expect(program.isSane)
    }

    @Test func `a rate that the UART cannot make is refused, with the one it makes`() throws {
      let result = try Program.run(["serial", "/dev/ttyS1", "-b", "3000000"])
      #expect(result.status == 1)
      #expect(result.errors.contains("it runs at"))
    }

    @Test func `who has a port is told by the doctor`() throws {
      let program = try start("ttyS1")
      let result = try Program.run(["doctor"])
      #expect(
        result.output.contains("/dev/ttyS1: is held by board-cli (process \(program.number))"))
      // The machine's own console, on which this test reports.
      #expect(result.output.contains("/dev/ttyS0: is the kernel's console (console=ttyS0)"))
      program.type("\u{14}q")
      #expect(program.end() == 0)
    }
  }
}

extension String {
  /// The parts between occurrences of a text; not of the standard library, which needs Foundation.
  fileprivate func components(of separator: String) -> [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(separator) {
        parts.append(self[start..<index])
        index = self.index(index, offsetBy: separator.count)
        start = index
      } else {
        index = self.index(after: index)
      }
    }
    return parts + [self[start...]]
  }
}
