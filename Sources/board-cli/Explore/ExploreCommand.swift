import ArgumentParser
import BoardFiles
import BoardHAL
import Firmware
import FirmwareExplorer

/// Plays a scenario under every schedule up to a bound.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Plays a scenario under every schedule up to a bound.",
    discussion: """
      The scenario keeps its times. In the middle of routines, at the places where an interrupt or \
      another processor could get in, the next happening of the board comes early, by a \
      millisecond at most, or another processor begins or goes on, so that routines of several \
      processors cross. The invariants of the model are checked at every step, and what the \
      scenario expects at the end.

      Examples:

        Every schedule with one interruption:
          board-cli explore wiring/doorbell.yaml wiring/doorbell.scenario.yaml

        Ten thousand random schedules with up to four, on two processors:
          board-cli explore wiring/echo.yaml wiring/echo.scenario.yaml \\
            --processors 2 --bound 4 --seed 7

        A schedule that failed, step by step:
          board-cli explore wiring/echo.yaml wiring/echo.scenario.yaml --schedule c1.0~12~1

      Exit status:
        0    nothing wrong
        1    something is wrong; its schedule is printed, and what happened
        2    a file has mistakes; nothing was started
        64   the command line has a mistake
      """
  )

  @Argument(help: ArgumentHelp("The wiring file.", valueName: "wiring"))
  var wiring: String

  @Argument(help: ArgumentHelp("The scenario file.", valueName: "scenario"))
  var scenario: String

  @Option(help: ArgumentHelp("Interruptions in one schedule, at most.", valueName: "n"))
  var bound = 1

  @Option(help: ArgumentHelp("Schedules, at most; so many, with a seed.", valueName: "n"))
  var schedules = 10_000

  @Option(help: ArgumentHelp("Draw schedules at random, from this seed.", valueName: "seed"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp("Run one schedule and tell what happens.", valueName: "schedule"),
    transform: Self.parse)
  var schedule: Schedule?

  @Option(help: ArgumentHelp("Virtual processors, 1 to 8.", valueName: "p"))
  var processors = 1

  private static func parse(_ text: String) throws -> Schedule {
    guard let schedule = Schedule(text) else {
      throw ValidationError("a schedule looks like \(Schedule.version)2.0~5~102")
    }
    return schedule
  }

  func validate() throws {
    guard (0...255).contains(bound) else { throw ValidationError("--bound is 0 to 255") }
    guard schedules > 0 else { throw ValidationError("--schedules is at least 1") }
    guard (1...ProcessorSet.capacity).contains(processors) else {
      throw ValidationError("--processors is 1 to \(ProcessorSet.capacity)")
    }
    guard seed == nil || schedule == nil else {
      throw ValidationError("--seed draws schedules and --schedule gives one: use one of them")
    }
  }

  func run() throws {
    OutputFile.ignoreBrokenPipes()
    let status: ExitStatus
    do {
      status = try explore()
    } catch {
      Command.complain(error)
      status = .badInput
    }
    throw status.code
  }

  private func explore() throws -> ExitStatus {
    let wiring = try WiringLoader.load(path: wiring)
    let scenario = try ScenarioLoader.load(path: scenario, wiring: wiring)
    let explorer = Explorer(
      streams: ScenarioWorld.streams,
      bounds: Bounds(preemptions: bound, schedules: schedules, choices: 1_000_000)
    ) { [processors] in
      try ScenarioWorld(scenario, wiring, processors: processors)
    }
    if let schedule {
      let replay = try explorer.replay(schedule)
      for line in replay.story { print(line) }
      return replay.failure == nil ? .success : .failure
    }
    let progress = Progress { [schedules] in
      ExploreProgress.line($0, of: schedules, after: $1)
    }
    explorer.onProgress = { progress.show($0.schedules) }
    let result =
      if let seed { try explorer.sample(schedules, seed: seed) } else { try explorer.exhaust() }
    progress.end()
    print(result)
    return result.failure == nil ? .success : .failure
  }
}
