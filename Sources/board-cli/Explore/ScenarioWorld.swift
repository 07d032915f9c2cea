import BoardHAL
import BoardHALMock
import Firmware
import FirmwareExplorer
import FirmwareTestBench

/// A scenario on the mock board, as a world that an explorer plays again and again.
///
/// The scenario keeps its times. What is explored is what else happens in the middle of a routine:
/// another processor steps, or the board's next happening comes while the routine still runs.
final class ScenarioWorld: World {
  /// The longest that a happening can make a routine last.
  static let reach = Nanoseconds.milliseconds(1)

  /// The one stream: what the board's timeline has next.
  static let streams = [Stream("the board's next happening", count: 1_000_000)]

  let firmware: Firmware
  private let board: MockBoard
  private let player: ScenarioPlayer

  init(
    _ scenario: ScenarioDescription, _ wiring: WiringDescription, processors: Int
  ) throws(FirmwareError) {
    var configuration = MockConfiguration()
    configuration.accessCapacity = 0
    board = MockBoard(wiring.board, configuration: configuration)
    var limits = Limits()
    limits.processors = processors
    firmware = try Firmware(wiring, on: board, limits: limits)
    player = ScenarioPlayer(scenario, wiring: wiring, board: board, firmware: firmware)
  }

  var script: (() -> String?)? {
    { [player] in
      do throws(ScenarioFailure) {
        try player.play()
        return nil
      } catch {
        return "\(error)"
      }
    }
  }

  var verdict: String? { nil }

  /// A wiring may mask what storms, for good.
  var mayEndMasked: Bool { true }

  func isReady(_ stream: Int) -> Bool {
    guard let next = board.nextHappening else { return false }
    return next - board.now <= Self.reach
  }

  func arrive(_ number: Int, of stream: Int) {
    if let next = board.nextHappening { _ = board.wait(until: next) }
  }

  func mix(into fingerprint: inout Fingerprint) {}
}
