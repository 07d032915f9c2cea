/// Why a backend could not do what was asked: the thing, the cause, and where known the remedy.
public enum BoardError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The board has no such pin.
  case noSuchPin(Pin)
  /// The board has no such serial port.
  case noSuchPort(String, known: [String])
  /// This machine has no GPIO chip of this label.
  case noSuchChip(String, wantedFor: String, known: [String])
  /// The system does not let this user have the thing.
  case notPermitted(String, remedy: String)
  /// The thing's device file does not exist.
  case missing(String, path: String, remedy: String)
  /// Somebody else holds the thing.
  case busy(String, holder: String)
  /// The thing was there and is gone: unplugged, or its chip removed (row H12).
  case gone(String)
  /// The backend cannot do this at all.
  case unsupported(String, remedy: String)
  /// The system refused; `number` is the error number it gave.
  case system(String, call: String, number: Int32, text: String)

  /// The value in words.
  public var description: String {
    switch self {
    case .noSuchPin(let pin):
      "\(pin) is not on this board"
    case .noSuchPort(let name, let known):
      known.isEmpty
        ? "there is no serial port \(name): this board has none"
        : "there is no serial port \(name); this board has \(known.joined(separator: ", "))"
    case .noSuchChip(let label, let thing, let known):
      known.isEmpty
        ? "\(thing): there is no GPIO chip labelled \(label): this machine has none at all"
        : "\(thing): there is no GPIO chip labelled \(label); this machine has"
          + " \(known.joined(separator: ", ")): name the board that this is with --board"
    case .notPermitted(let thing, let remedy):
      "\(thing): permission denied: \(remedy)"
    case .missing(let thing, let path, let remedy):
      "\(thing): there is no \(path): \(remedy)"
    case .busy(let thing, let holder):
      "\(thing) is held by \"\(holder)\": give it back there, stop that program,"
        + " or remove the overlay that claims it"
    case .gone(let thing):
      "\(thing) is gone: it was unplugged or its chip was removed"
    case .unsupported(let thing, let remedy):
      "\(thing) is not supported here: \(remedy)"
    case .system(let thing, let call, let number, let text):
      "\(thing): \(call) failed: \(text) (error \(number))"
    }
  }
}

extension BoardError {
  /// A line that is on no pin was asked for its value.
  package static func valueless(_ line: LineID) -> BoardError {
    .unsupported("the value of line \(line.index)", remedy: "only lines on a GPIO pin have one")
  }

  /// A line that is on no serial port was given bytes.
  package static func speechless(_ line: LineID) -> BoardError {
    .unsupported("sending on line \(line.index)", remedy: "only lines on a serial port can send")
  }
}
