import BoardHAL
import BoardHALMock
import Firmware

/// What is around a board, as a session drives it and looks at it.
protocol Surroundings: AnyObject {
  /// What runs on the board.
  var firmware: Firmware { get }

  /// Carries out a verb that is about pins, ports or lamps; says what was done.
  ///
  /// - Throws: `BoardError.unsupported`, among others, for what cannot be done to this board.
  func perform(_ verb: Verb) throws(BoardError) -> [String]

  /// The voltage of a pin at this moment.
  ///
  /// - Throws: `BoardError.gone` when its chip is, or `unsupported` when it cannot be looked at.
  func voltage(of pin: Pin) throws(BoardError) -> Voltage

  /// True when something is at the far end of a port.
  func isPluggedIn(_ port: SerialPortDescription) throws(BoardError) -> Bool

  /// What the board has sent on a port since this was asked last.
  func heard(on port: SerialPortDescription) throws(BoardError) -> [UInt8]

  /// What was counted outside the firmware.
  var counters: [OutsideCount] { get }

  /// What is wrong with the wiring, as far as somebody notices.
  var faults: [String] { get }

  /// Takes in a happening.
  func add(_ event: TraceEvent)
}

/// Something that was counted outside the firmware.
struct OutsideCount {
  /// A pin or a port.
  let of: String
  let what: String
  let count: UInt64
}

extension Surroundings {
  /// Posts an action to the device at a place.
  func ask(_ place: Place, _ action: String, remedy: String) throws(BoardError) -> [String] {
    guard let name = place.device?.name, let device = firmware.device(named: name),
      let code = firmware.code(ofAction: action, of: device)
    else { throw .unsupported("\"\(action)\" for \(place.name)", remedy: remedy) }
    if firmware.post(code, text: EventText(), to: device) == .refused {
      throw .busy(name, holder: "its full queue of actions")
    }
    return ["\(name) is asked: \(action)"]
  }
}
