import BoardFiles
import BoardHAL
import Firmware

/// Other terminals that join a run: they ask things, and see what happens.
final class Guests: Attention {
  private let session: Session
  private let control: ControlSocket
  private let stage: any Stage

  /// Opens the way in; nil where none can be made, and a run without one is still a run.
  init?(
    _ wiring: WiringDescription, _ sources: WiringSources, _ stage: any Stage,
    _ firmware: Firmware
  ) {
    do throws(ControlError) {
      control = try ControlSocket(name: wiring.name)
    } catch {
      Command.complain("nobody can join this run: \(error)")
      return nil
    }
    self.stage = stage
    session = Session(wiring, sources, stage, firmware, ownsTime: false)
    stage.attention = self
  }

  /// How to join.
  var invitation: String {
    "running until Ctrl-C; drive the board with: board-cli attach \(control.name)"
  }

  /// Takes in a happening.
  func add(_ event: TraceEvent) {
    session.add(event)
  }

  /// Answers whoever asks for attention, and tells everybody what has happened.
  func attend() {
    session.settle()
    if stage.isCalled {
      control.serve(session)
      stage.answered()
    }
    control.flush()
  }

  /// Shows everybody out.
  func leave() {
    do throws(VerbError) { try session.endRecording() } catch { Command.complain(error) }
    control.close()
  }

  // MARK: Attention

  var descriptors: [Int32] { control.descriptors }

  var tick: BoardInstant? {
    control.hasBacklog ? stage.realTime + ControlSocket.patience : nil
  }
}
