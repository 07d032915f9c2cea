import Testing

/// What monitor, get and set answer before they look at any line.
struct MonitorCommandTests {
  @Test(arguments: [
    (["monitor"], "name at least one line"),
    (["monitor", "A", "--format", "%z"], "nothing is called %z; allowed: %o %l"),
    (["monitor", "A", "--json", "--quiet"], "--quiet, --json and --format exclude each other"),
    (["monitor", "A", "--num-events", "0"], "--num-events counts from 1"),
    (["monitor", "A", "--idle-timeout", "soon"], "\"soon\" is no length of time"),
    (["get", "A", "--as-is", "--bias", "pull-up"], "--as-is leaves the bias as it is"),
    (["set", "A"], "\"A\" gives no line a value; allowed: LINE=1"),
    (["set", "A=1", "--toggle", "1s", "--hold", "1s"], "never comes to --hold"),
  ])
  func `a mistake in the command line is told with what would be right`(
    _ arguments: [String], _ words: String
  ) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains(words))
  }

  @Test func `the letters of a format can be asked for`() throws {
    let result = try Program.run(["monitor", "--format", "help"])
    #expect(result.status == 0)
    #expect(result.output.contains("%g   what is missing before"))
  }

  @Test func `a board that is not described is a mistake in what was given`() throws {
    let result = try Program.run(["get", "GPIO17", "--board", "no/such.yaml"])
    #expect(result.status == 2)
    #expect(result.errors.contains("no/such.yaml"))
  }
}
