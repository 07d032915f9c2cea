import Glibc
import TemporaryFiles
import Testing

/// What `board-cli run` says and does when something is wrong.
struct RunFailureTests {
  // MARK: Bad input

  @Test func `a missing file is named`() throws {
    let result = try Program.run(["run", "/nowhere/wiring.yaml"])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(
      result.errors == "/nowhere/wiring.yaml: error: cannot be opened: No such file or directory; "
        + "allowed: a readable YAML file\n")
  }

  /// Files that are no wiring, by what is said of them.
  private static let damaged: [String: [UInt8]] = [
    "the file is empty": [],
    "is not UTF-8": [0x6E, 0x61, 0xFF, 0x6D],
    "the file is too large": [UInt8](repeating: UInt8(ascii: "a"), count: 10 << 20),
    "not YAML": Array("name: [".utf8),
  ]

  @Test(arguments: damaged.keys.sorted())
  func `a file that is no wiring starts nothing`(_ words: String) throws {
    let file = try TemporaryFile(Self.damaged[words] ?? [])
    let result = try Program.run(["run", file.path])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix(file.path))
    #expect(result.errors.contains(words))
  }

  @Test func `a directory is no file`() throws {
    let result = try Program.run(["run", "/"])
    #expect(result.status == 2)
    #expect(result.errors.contains("is a directory"))
  }

  @Test func `every mistake of a file is reported at once`() throws {
    let file = try TemporaryFile(
      """
      name: x
      board: \(Repository.path("boards/mock.yaml"))
      devices:
        a: { type: button, pin: GPIO99, level: 4 }
        b: { type: button, pin: GPIO17, level: 40 }
        c: { type: lamp, pin: GPIO18 }
      """)
    let result = try Program.run(["run", file.path])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.split(separator: "\n").count == 3)
  }

  @Test func `a scenario that names a missing device starts nothing`() throws {
    let scenario = try Self.scenario("- press: bell")
    let result = try Program.run(["run", Repository.doorbell, "--scenario", scenario.path])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains("\"bell\""))
  }

  @Test func `an unknown board is answered with those there are`() throws {
    let result = try Program.run(["run", Repository.doorbell, "--board", "rasberry-pi-5"])
    #expect(result.status == 2)
    #expect(result.errors.contains("did you mean \"raspberry-pi-5\"?"))
  }

  @Test(arguments: [
    [], ["--until", "10"], ["--speed", "0"], ["--speed", "warp"], ["--sped", "max"],
  ])
  func `a mistake in the command line is 64`(_ options: [String]) throws {
    let result = try Program.run(["run"] + (options.isEmpty ? [] : [Repository.doorbell] + options))
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.contains("Usage: board-cli run <wiring>"))
  }

  // MARK: Scenarios that fail

  @Test func `what was expected and what was seen`() throws {
    let scenario = try Self.scenario(
      """
      - delay: 3200ms
      - expect-pin: { pin: GPIO27, value: 1 }
      """)
    let result = try Program.run(["run", Repository.doorbell, "--scenario", scenario.path])
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("\(scenario.path):5: expected "))
    #expect(result.errors.hasSuffix(" to be on at 3.200 s, saw off\n"))
    #expect(result.output.hasSuffix("\nFailed at 3.200 s: \"test\", step 2 of 2.\n"))
  }

  @Test func `waiting in vain is 42`() throws {
    let scenario = try Self.scenario(
      """
      - press: button
      - expect-event: { event: button.released, timeout: 2s }
      """)
    let result = try Program.run(["run", Repository.doorbell, "--scenario", scenario.path])
    #expect(result.status == 42)
    #expect(
      result.errors == "\(scenario.path):5: expected button.released within 2 s of 0.000 s, "
        + "saw button.pressed, button.held\n")
  }

  private static func scenario(_ steps: String) throws -> TemporaryFile {
    try TemporaryFile("name: test\nversion: 1\nsteps:\n\(steps)\n")
  }

  // MARK: Output that cannot be written

  @Test func `a full disk ends the trace, not the run`() throws {
    let result = try Program.run([
      "run", Repository.doorbell, "--scenario", Repository.doorbellScenario, "--trace", "/dev/full",
    ])
    #expect(result.status == 1)
    #expect(
      result.errors == "/dev/full: error: cannot be written: No space left on device; "
        + "free some space, or write elsewhere\n")
    try Golden.expect(result.output, "doorbell.txt")
  }

  @Test(arguments: [
    ("/nowhere/trace.jsonl", "make its directory first"), ("/", "name a file in it"),
  ])
  func `a trace that cannot be created starts nothing`(_ path: String, _ remedy: String) throws {
    let result = try Program.run(["run", Repository.doorbell, "--trace", path])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("\(path): error: cannot be written: "))
    #expect(result.errors.hasSuffix("; \(remedy)\n"))
  }

  @Test func `a mistake in a file leaves an older trace as it was`() throws {
    let trace = try TemporaryFile("precious\n")
    let result = try Program.run(["run", "/nowhere/wiring.yaml", "--trace", trace.path])
    #expect(result.status == 2)
    #expect(trace.text == "precious\n")
  }

  @Test func `a full standard output is an error`() throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    defer { close(full) }
    let result = try Program.run(
      ["run", Repository.doorbell, "--scenario", Repository.doorbellScenario], output: full)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("standard output: error: cannot be written"))
  }
}
