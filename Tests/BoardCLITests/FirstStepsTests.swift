import Glibc
import TemporaryFiles
import Testing

/// The path of a new user, as `docs/first-steps.md` tells it: its files, its commands, its output.
struct FirstStepsTests {
  private let wiring: String
  private let scenario: String
  /// The blocks of output, in the order of the page.
  private let outputs: [String]
  private let folder: TemporaryFolder

  init() throws {
    let page = try Golden.text(of: Repository.path("docs/first-steps.md"))
    let files = Self.blocks("yaml", of: page)
    outputs = Self.blocks("text", of: page)
    try #require(files.count == 2 && outputs.count == 5)
    wiring = files[0].replacing(
      "board: mock", with: "board: \(Repository.path("boards/mock.yaml"))")
    scenario = files[1]
    folder = try TemporaryFolder()
  }

  @Test func `three mistakes are told at once, each with its place and its remedy`() throws {
    let path = try write(wiring, "night.yaml")
    let result = try Program.run(["run", path])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors == outputs[1].replacing("night.yaml", with: path))
  }

  @Test func `put right it is shown, tried, recorded, and replayed byte for byte`() throws {
    let path = try write(
      wiring.replacing("GPIO66", with: "GPIO6").replacing("presed", with: "pressed")
        .replacing("gren.", with: "green."), "night.yaml")
    let scenario = try write(scenario, "night.scenario.yaml")

    let picture = try Program.run(["pinout", path]).output
    for line in outputs[2].split(separator: "\n") { #expect(picture.contains(line)) }

    let test = try Program.run(["test", scenario])
    #expect(test.status == 0)
    #expect(test.output == outputs[3].replacing("night.scenario.yaml", with: scenario))

    let (first, second) = ("\(folder.path)/night.jsonl", "\(folder.path)/again.jsonl")
    let run = try Program.run(["run", path, "--scenario", scenario, "--record", first])
    #expect(run.status == 0)
    let replay = try Program.run(["replay", first, "--record", second])
    #expect(replay.status == 0)
    #expect(replay.output == outputs[4].replacing("night.jsonl", with: first))
    #expect(try Golden.text(of: first) == Golden.text(of: second))
  }

  @Test func `first light is what the doorbell shows`() throws {
    let run = try Program.run([
      "run", Repository.doorbell, "--scenario", Repository.doorbellScenario,
    ])
    #expect(run.output.contains(outputs[0]))
  }

  private func write(_ text: String, _ name: String) throws -> String {
    let path = "\(folder.path)/\(name)"
    guard let file = fopen(path, "w") else {
      throw Program.Failure(call: "fopen \(path)", number: errno)
    }
    defer { fclose(file) }
    fputs(text, file)
    return path
  }

  /// The fenced blocks of a kind.
  private static func blocks(_ kind: String, of page: String) -> [String] {
    page.split(separator: "```\(kind)\n").dropFirst().compactMap { rest in
      rest.firstRange(of: "```").map { String(rest[..<$0.lowerBound]) }
    }
  }
}
