import Testing

struct HelpTests {
  @Test func `the program explains itself by example`() throws {
    let result = try Program.run(["--help"])
    #expect(result.status == 0)
    #expect(
      result.output.contains("board-cli run wiring/doorbell.yaml --scenario wiring/doorbell."))
  }

  @Test func `the program tells its version, for whoever reports a mistake`() throws {
    let result = try Program.run(["--version"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("board-cli "))
  }

  @Test func `the help of run has examples, and what each exit status means`() throws {
    let result = try Program.run(["run", "--help"])
    #expect(result.status == 0)
    for words in [
      "board-cli run wiring/doorbell.yaml --scenario wiring/doorbell.scenario.yaml",
      "--speed max --trace doorbell.jsonl", "NO_COLOR", "42   the scenario waited",
      "130  ended by SIGINT", "(default: real on a terminal",
    ] {
      #expect(result.output.contains(words))
    }
    // In more than eighty columns, ArgumentParser would break lines that are to be copied.
    #expect(
      result.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE") })
    #expect(!result.output.contains("\n\\"))
  }

  @Test(arguments: ["doorbell", "echo"])
  func `every example of the help can be run`(_ name: String) throws {
    let result = try Program.run([
      "run", Repository.path("wiring/\(name).yaml"), "--scenario",
      Repository.path("wiring/\(name).scenario.yaml"), "--json",
    ])
    #expect(result.status == 0)
  }
}
