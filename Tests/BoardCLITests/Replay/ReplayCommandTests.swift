import TemporaryFiles
import Testing

/// `board-cli replay`, as a user meets it.
struct ReplayCommandTests {
  @Test(arguments: [
    (Repository.doorbell, Repository.doorbellScenario), (Repository.echo, Repository.echoScenario),
  ])
  func `what was recorded replays the same`(_ wiring: String, _ scenario: String) throws {
    let recording = try TemporaryFile()
    let again = try TemporaryFile()
    let run = ["run", wiring, "--scenario", scenario, "--speed", "max", "--record", recording.path]
    #expect(try Program.run(run).status == 0)
    let result = try Program.run(["replay", recording.path, "--record", again.path])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.hasSuffix("all the same\n"))
    #expect(recording.text == again.text)
  }

  @Test func `another wiring shows where it differs`() throws {
    let wiring = try TemporaryFile(
      """
      name: doorbell
      board: \(Repository.path("boards/mock.yaml"))
      devices:
        button: { type: button, pin: GPIO17, level: 4, debounce: { policy: settle, period: 20ms } }
        led: { type: led, pin: GPIO27 }
      """)
    let golden = Golden.path("doorbell.jsonl")
    let result = try Program.run(["replay", golden, "--wiring", wiring.path])
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n")
    #expect(lines.first == "\(golden):9: the replay differs")
    #expect(lines[lines.count - 2].contains("\"time\":510000000"))
    #expect(lines[lines.count - 1].contains("\"time\":520000000"))
  }

  @Test func `a recording with gaps is refused, and says so`() throws {
    let text = try Golden.text("doorbell.jsonl").replacing("\"dropped\":0}", with: "\"dropped\":5}")
    let file = try TemporaryFile(text)
    let result = try Program.run(["replay", file.path])
    #expect(result.status == 2)
    #expect(result.errors.contains("the recorder had no room for 5 happenings"))
  }

  @Test func `a mistake in the recorded wiring is named with its file`() throws {
    let text = try Golden.text("doorbell.jsonl").replacing("level: 4", with: "level: 99")
    let file = try TemporaryFile(text)
    let result = try Program.run(["replay", file.path])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("doorbell.yaml in \(file.path):15:12: error: level 99"))
  }

  @Test func `what is no recording says so`() throws {
    #expect(try Program.run(["replay", "/nowhere"]).status == 2)
    #expect(try Program.run(["replay", "/dev/zero"]).errors.contains("is not a file"))
    #expect(try Program.run(["replay", Repository.doorbell]).errors.contains("is no trace"))
  }
}
