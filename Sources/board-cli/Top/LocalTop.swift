import BoardFiles
import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareTestBench

/// The live view of a board in this program.
final class LocalTop {
  private let desk: LocalOperator
  private let player: ScenarioPlayer?

  init(
    _ wiring: WiringDescription, _ sources: WiringSources?, _ scenario: ScenarioDescription?,
    on hal: HAL, speed: Speed
  ) throws {
    let desk = try LocalOperator(
      wiring, sources, on: hal, speed: speed, at: .current, catchesInterrupts: false,
      ownsTime: false)
    desk.audience.watch = .nothing
    self.desk = desk
    // The command line says that a scenario has a mock board to act on.
    if let scenario, let mock = desk.mock {
      player = ScenarioPlayer(
        scenario, wiring: wiring, board: mock, firmware: desk.session.firmware)
    } else {
      player = nil
    }
  }

  /// Shows the board until somebody has seen enough.
  func run() throws -> ExitStatus {
    let screen = try Screen.taken()
    let view = TopView(screen)
    var isDone = false
    desk.attend(Descriptor.input, every: TopView.period) { [unowned desk] in
      view.show {
        BoardPicture(desk.session).lines(view.size, hasColour: Terminal.current.hasColour)
      }
      if !view.takeKeys() || view.failure != nil {
        isDone = true
        desk.session.firmware.stop()
      }
    }
    var failure: ScenarioFailure?
    do throws(ScenarioFailure) { try player?.play() } catch { failure = error }
    while !isDone, failure == nil, desk.signal == nil { desk.run() }
    desk.shutDown()
    screen.restore()
    if let signal = desk.signal { return .signal(signal) }
    if view.failure?.isBrokenPipe == true { return .brokenPipe }
    guard let failure else { return view.failure == nil ? .success : .failure }
    Command.complain(failure)
    return failure.kind == .timeout ? .timeout : .failure
  }
}
