import TemporaryFiles
import Testing

/// What `board-cli explore` says and does.
struct ExploreCommandTests {
  private static let files = [Repository.doorbell, Repository.doorbellScenario]

  @Test(arguments: ["1", "2"])
  func `the doorbell holds under every schedule with one interruption`(
    processors: String
  ) throws {
    let result = try Program.run(["explore"] + Self.files + ["--processors", processors])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasSuffix("exhausted, nothing wrong\n"), "\(result.output)")
  }

  @Test func `a seed draws the same schedules each time`() throws {
    let arguments = ["explore"] + Self.files + ["--seed", "7", "--bound", "3", "--schedules", "50"]
    let first = try Program.run(arguments)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("50 schedules"))
    #expect(first.output.contains("seed 7"))
    #expect(try Program.run(arguments).output == first.output)
  }

  @Test func `a schedule is told step by step`() throws {
    let result = try Program.run(["explore"] + Self.files + ["--schedule", "c1.00001"])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("in the middle of processor 0's routine"))
    #expect(result.output.hasSuffix("all is well\n"))
  }

  @Test func `what a scenario expects in vain is a failure with a schedule`() throws {
    let scenario = try TemporaryFile(
      """
      name: in vain
      version: 1
      steps:
        - expect-event: { event: button.pressed, timeout: 10ms }
      """)
    let result = try Program.run(["explore", Repository.doorbell, scenario.path])
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output.contains("schedule c1."))
  }

  @Test func `a missing file is 2`() throws {
    let result = try Program.run(["explore", "/nowhere.yaml", "/nowhere.yaml"])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("/nowhere.yaml: error: "))
  }
}
