import TemporaryFiles
import Testing

struct TestCommandTests {
  private func play(_ steps: String, _ options: String...) throws -> Program.Result {
    let scenario = try TemporaryFile("name: a try\nversion: 1\nsteps:\n\(steps)\n")
    return try Program.run(["test", scenario.path, "--wiring", Repository.doorbell] + options)
  }

  @Test func `the shipped scenarios pass on the wirings beside them`() throws {
    let result = try Program.run(["test", Repository.doorbellScenario, Repository.echoScenario])
    #expect(result.status == 0)
    #expect(result.output.contains("\"somebody at the door\", 36 steps in 9.891 176 s\n"))
    #expect(result.output.hasSuffix("\n2 scenarios: 2 passed, 0 failed\n"))
  }

  @Test func `a failure shows what was expected and seen, the step, and what had happened`() throws
  {
    let result = try play(
      "  - press: button\n  - expect-event: button.pressed\n  - delay: 1ms\n"
        + "  - expect-pin: { device: led, value: 0 }")
    #expect(result.status == 1)
    #expect(result.output.contains(":7: expected led to be off at 0.011 022 s, saw on\n"))
    #expect(result.output.contains("\"a try\", step 4 of 4\n"))
    #expect(result.output.contains("    > 7 │   - expect-pin: { device: led, value: 0 }\n"))
    #expect(result.output.contains("      4 │   - press: button\n"))
    #expect(result.output.contains("0.000 000  GPIO17 (J8:11) ↓  isr button"))
    #expect(result.output.hasSuffix("1 scenario: 0 passed, 1 failed\n"))
  }

  @Test func `waiting in vain has a status of its own`() throws {
    let result = try play("  - expect-event: { event: button.pressed, timeout: 1s }")
    #expect(result.status == 42)
    #expect(result.output.contains("expected button.pressed within 1 s of 0.000 s, saw no event"))
    #expect(result.output.contains("nothing had happened"))
  }

  @Test func `a failed expectation weighs more than waiting in vain`() throws {
    let late = try TemporaryFile(
      "name: late\nversion: 1\nsteps:\n  - expect-event: { event: button.pressed, timeout: 1s }\n")
    let wrong = try TemporaryFile(
      "name: wrong\nversion: 1\nsteps:\n  - expect-pin: { device: led, value: 1 }\n")
    let result = try Program.run(
      ["test", late.path, wrong.path, "--wiring", Repository.doorbell])
    #expect(result.status == 1)
  }

  @Test func `the mistakes of all files are told, and nothing is played`() throws {
    let bad = try TemporaryFile("name: bad\nversion: 2\nsteps:\n  - dance: button\n")
    let result = try Program.run(
      ["test", Repository.doorbellScenario, bad.path, "--wiring", Repository.doorbell])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.split(separator: "\n").count == 2)
  }

  @Test func `a scenario of another name needs to be told its wiring`() throws {
    let scenario = try TemporaryFile("name: x\nversion: 1\nsteps: []\n")
    let result = try Program.run(["test", scenario.path])
    #expect(result.status == 2)
    #expect(result.errors.contains("a name that ends in .scenario.yaml, or --wiring"))
  }

  @Test func `JSON tells of each scenario`() throws {
    let result = try play("  - expect-pin: { device: led, value: 1 }", "--json")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix(#"{"scenarios":[{"file":"/tmp/"#))
    #expect(result.output.contains(#""passed":false"#))
    #expect(result.output.contains(#""failure":{"kind":"expectation""#))
  }
}
