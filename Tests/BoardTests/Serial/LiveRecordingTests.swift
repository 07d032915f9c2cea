import BoardHAL
import BoardHALLinux
import Glibc
import SerialRigs
import TemporaryFiles
import Testing

extension SerialTests {
  /// What happened on a real board is replayed where there is none.
  @Suite struct LiveRecordingTests {
    private let header: SimulatedHeader
    private let far: Terminal
    private let wiring: TemporaryFile
    private let button = 17

    init() throws {
      header = try SimulatedHeader(port: "/dev/ttyS1")
      try header.chip.pull(button, high: true)
      far = try Terminal("/dev/ttyS2")
      let lines = try KernelFile.read(SimulatedHeader.doorbell)
        .split(separator: "\n", omittingEmptySubsequences: false)
      wiring = try TemporaryFile(
        lines.map { line in
          switch line {
          case "devices:": "devices:\n" + Self.console
          case "reactions:": "reactions:\n  - on: console.line\n    do: console.write"
          default: String(line)
          }
        }.joined(separator: "\n") + "\n")
    }

    private static let console = """
        console:
          type: console
          port: header
          baud: 115200
          level: 6
          line-ending: any
          maximum-line: 80
      """

    @Test(
      "edges and bytes with losses among them give the same deferred calls again",
      arguments: [[], SimulatedHeader.withoutRealTime])
    func recording(starter: [String]) throws {
      let recording = try TemporaryFile()
      let program = try Program(
        header.arguments("run", wiring.path) + ["--record", recording.path], startedBy: starter,
        environment: SimulatedHeader.environment)
      _ = try #require(program.readLine())
      try converse("hello")
      try press(program)
      try ask("mask button", of: program)
      // More than the kernel keeps for a line, and the last is another than the last that it keeps.
      for count in 1...320 {
        try header.chip.pull(button, high: !count.isMultiple(of: 2))
        if count.isMultiple(of: 100) { try converse("line \(count)") }
        try InterruptThreads.settle()
      }
      try ask("unmask button", of: program)
      try header.chip.pull(button, high: true)
      try expect(program, "button released")
      try press(program)
      try converse("the end")
      program.send(SIGTERM)
      #expect(program.wait().status == 143)

      let text = recording.text
      // With API 1 the kernel counts nothing: the level that differed in the end tells of it.
      let isCounted = try LinuxBoard(header.chip.description).capabilities.hasSequenceNumbers
      #expect(text.contains(isCounted ? "\"event\":\"lost-before\"" : "\"loss\":["))
      #expect(text.contains("\"event\":\"received\""))
      #expect(text.hasSuffix("\"dropped\":0}\n"))
      let replay = try Program.run(["replay", recording.path])
      #expect(replay.output.hasSuffix("all the same\n"))
      #expect(replay.errors == "")
      #expect(replay.status == 0)
      try keep(text)
    }

    /// Leaves the recording with the host, if it wants it.
    private func keep(_ text: String) throws {
      guard let path = getenv("BOARD_RECORDING").map({ String(cString: $0) }) else { return }
      let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
      defer { close(descriptor) }
      #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
    }

    /// Sends a line and blocks until the console has sent it back.
    private func converse(_ line: String) throws {
      var rest = Array("\(line)\n".utf8)[...]
      while !rest.isEmpty { rest = rest.dropFirst(try far.send(rest)) }
      var heard: [UInt8] = []
      let wanted = Array("\(line)\r\n".utf8)
      while heard.count < wanted.count { heard += far.hearNow() }
      #expect(heard == wanted)
    }

    private func press(_ program: Program) throws {
      try header.chip.pull(button, high: false)
      try expect(program, "button pressed")
    }

    private func ask(_ verb: String, of program: Program) throws {
      let script = try TemporaryFile(verb + "\n")
      let result = try Program.run(
        ["attach", "doorbell-\(program.process)"], environment: SimulatedHeader.environment,
        input: script.path)
      #expect(result.errors == "")
      #expect(result.status == 0)
    }

    /// Reads on until a line holds `words`.
    private func expect(_ program: Program, _ words: String) throws {
      while !(try #require(program.readLine())).contains(words) {}
    }
  }
}
