import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench

/// A scenario on its wiring.
struct ScenarioTest {
  let scenario: ScenarioDescription
  let wiring: WiringDescription

  /// How it went.
  struct Result {
    let scenario: ScenarioDescription
    let end: RunEnd.Scenario
    let time: BoardInstant
    /// What happened before the end, in lines, oldest first.
    let last: [String]
  }

  /// How much of what happened is told of a failure.
  private static let remembered = 8

  /// Plays it on a board of its own, in virtual time.
  ///
  /// - Throws: `FirmwareError` when the board refuses what the wiring asks for.
  func run() throws(FirmwareError) -> Result {
    var configuration = MockConfiguration()
    configuration.accessCapacity = 0
    let board = MockBoard(wiring.board, configuration: configuration)
    let firmware = try Firmware(wiring, on: board, timing: .nominal)
    let format = HappeningFormat(wiring, hasColour: false)
    var gatherer = ChainGatherer(HappeningNames(firmware, wiring))
    var last: [Chain] = []
    firmware.onTrace = { gatherer.add($0) }
    // Events are handed out although nobody listens: the trace says when.
    firmware.onEvent = { _, _ in }
    let gather = { last = (last + gatherer.takeAll()).suffix(Self.remembered) }
    firmware.onSettle = gather
    let player = ScenarioPlayer(scenario, wiring: wiring, board: board, firmware: firmware)
    var failure: ScenarioFailure?
    do throws(ScenarioFailure) { try player.play() } catch { failure = error }
    gather()
    return Result(
      scenario: scenario,
      end: RunEnd.Scenario(
        name: scenario.name, steps: scenario.steps.count, played: player.played, failure: failure),
      time: firmware.now, last: last.map(format.line))
  }
}
