import Glibc
import Testing

/// Runs that somebody ends from outside.
///
/// They are held to the pace of real time, at which the scenario lasts ten seconds; but none of it
/// is waited for: the first line says that the program is under way, and what is sent then is
/// answered at once.
struct RunEndingTests {
  private let arguments = [
    "run", Repository.doorbell, "--scenario", Repository.doorbellScenario, "--speed", "real",
  ]

  @Test(arguments: [(SIGINT, "SIGINT", 130), (SIGTERM, "SIGTERM", 143), (SIGHUP, "SIGHUP", 129)])
  func `a signal ends a run in good order`(
    _ signal: Int32, _ name: String, _ status: Int
  ) throws {
    let program = try Program(arguments)
    #expect(program.readLine()?.hasPrefix("   0.000 000  doorbell on mock") == true)
    program.send(signal)
    let result = program.wait()
    #expect(result.status == Int32(status))
    #expect(result.errors == "")
    #expect(result.output.contains("\nline            device  level  interrupts"))
    #expect(result.output.contains(" s by \(name), after "))
    #expect(result.output.hasSuffix(" of 36 steps; outputs are in their safe state.\n"))
  }

  @Test func `with --json a signal is in the summary`() throws {
    let program = try Program(arguments + ["--json"])
    #expect(program.readLine()?.hasPrefix("{\"trace\":2,") == true)
    program.send(SIGINT)
    let result = program.wait()
    #expect(result.status == 130)
    #expect(result.output.contains("\"ended\":\"signal\",\"signal\":\"SIGINT\""))
    #expect(result.output.hasSuffix("}\n"))
  }

  @Test func `a run to nowhere ends as well`() throws {
    let program = try Program([
      "run", Repository.doorbell, "--until", "1000000s", "--speed", "real",
    ])
    #expect(program.readLine() != nil)
    program.send(SIGTERM)
    let result = program.wait()
    #expect(result.status == 143)
    // The board's time is where the world's is, not where the next happening would have been.
    #expect(!result.output.contains("Ended at 1000000."))
  }

  @Test func `a reader that goes away is no error`() throws {
    let program = try Program(arguments + ["--speed", "4"])
    #expect(program.readLine() != nil)
    program.closeOutput()
    let result = program.wait()
    #expect(result.status == 141)
    #expect(result.errors == "")
  }
}
