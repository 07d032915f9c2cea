import Glibc
import TemporaryFiles
import Testing

/// `board-cli run` as a user has it: a process, its output, its exit status.
struct RunCommandTests {
  private static let doorbell = [
    "run", Repository.doorbell, "--scenario", Repository.doorbellScenario,
  ]
  private static let echo = ["run", Repository.echo, "--scenario", Repository.echoScenario]

  @Test(arguments: [("doorbell.txt", doorbell), ("echo.txt", echo)])
  func `the shipped scenarios pass, in lines for people`(
    _ name: String, _ arguments: [String]
  ) throws {
    let result = try Program.run(arguments)
    #expect(result.errors == "")
    #expect(result.status == 0)
    try Golden.expect(result.output, name)
  }

  @Test(arguments: [("doorbell.jsonl", doorbell), ("echo.jsonl", echo)])
  func `a trace has the same bytes every time`(_ name: String, _ arguments: [String]) throws {
    for _ in 0..<3 {
      let trace = try TemporaryFile()
      let result = try Program.run(arguments + ["--trace", trace.path])
      #expect(result.status == 0)
      try Golden.expect(trace.text, name)
    }
  }

  @Test func `with --json the trace is printed, and a summary after it`() throws {
    let trace = try TemporaryFile()
    let result = try Program.run(Self.doorbell + ["--json", "--trace", trace.path])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.dropLast().joined(separator: "\n") + "\n" == trace.text)
    try Golden.expect(String(lines.last ?? "") + "\n", "doorbell.summary.json")
  }

  @Test func `without a scenario nothing happens, and it says so`() throws {
    let result = try Program.run(["run", Repository.doorbell])
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("give the board something to do with --scenario.\n"))
  }

  @Test func `a quiet board runs for days in no time`() throws {
    let result = try Program.run(["run", Repository.doorbell, "--until", "1000000s"])
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("\nEnded at 1000000.000 s, as --until says.\n"))
  }

  @Test func `--until ends a scenario before its end`() throws {
    let result = try Program.run(Self.doorbell + ["--until", "600ms"])
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("Ended at 0.600 s, as --until says, after 6 of 36 steps.\n"))
  }

  @Test func `another board has its own pins`() throws {
    let result = try Program.run(["run", Repository.doorbell, "--board", "raspberry-pi-5"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("   0.000 000  doorbell on raspberry-pi-5: button on GPIO17"))
  }
}
