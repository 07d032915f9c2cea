import BoardHAL
import BoardHALMock

/// What can be asked of a running board: by a prompt, a script, or a client of the control socket.
///
/// A verb is resolved: its devices, pins and ports exist on the wiring it was parsed for. Spelling
/// is the business of `VerbTable`, carrying out that of `Session`.
enum Verb: Equatable {
  // What the world does to the board.
  case press(DeviceDescription, length: Nanoseconds?)
  case release(DeviceDescription)
  case pulse(Place, length: Nanoseconds)
  case wave(Place, Waveform, each: Nanoseconds)
  case turn(Place, Place, steps: Int, each: Nanoseconds?)
  case set(Place, SetState)
  case pull(Place, Pull)
  case wire(Place, Place)
  case lose(Place, count: Int)
  case storm(DeviceDescription, count: Int, each: Nanoseconds?)
  case send(SerialPortDescription, bytes: [UInt8])
  case disturb(SerialPortDescription, Disturbance)
  case unplug(Socket)
  case plug(SerialPortDescription)

  // What is asked of the firmware.
  case mask(DeviceDescription)
  case unmask(DeviceDescription)

  // What is looked at.
  case get(Place?)
  case heard(SerialPortDescription)
  case show(Overview, ListingForm)
  case view(PictureSize, PictureForm)

  // What concerns the session itself.
  case advance(Nanoseconds)
  case watch(Watch)
  case record(Recording)
  case help(String?)
  case quit
}

extension Verb {
  /// What it is called, for a verb that is about the world around the board; nil for the others.
  var word: String? {
    switch self {
    case .press: "press"
    case .release: "release"
    case .pulse: "pulse"
    case .wave: "wave"
    case .turn: "turn"
    case .set: "set"
    case .pull: "pull"
    case .wire: "wire"
    case .lose: "lose"
    case .storm: "storm"
    case .send: "send"
    case .disturb: "disturb"
    case .unplug: "unplug"
    case .plug: "plug"
    case .mask, .unmask, .get, .heard, .show, .view, .advance, .watch, .record, .help, .quit: nil
    }
  }
}

/// A pin, and the device that is on it if there is one.
struct Place: Equatable {
  let pin: Pin
  let device: DeviceDescription?

  /// What to call it in an answer.
  var name: String { device?.name ?? pin.description }
}

/// What can be unplugged.
enum Socket: Equatable {
  case port(SerialPortDescription)
  case pin(Place)
}

/// What a pin or a lamp is set to.
enum SetState: String, CaseIterable {
  case high, low, free
  case on, off, toggle
}

/// What can go wrong with a character on its way.
enum Disturbance: String, CaseIterable {
  case `break`, framing, parity, overrun
}

/// The tables that a session can show.
enum Overview: String, CaseIterable {
  case lines, interrupts, deferred, requests, counters
}

/// Which happenings are shown.
enum Watch: Equatable {
  case everything
  case nothing
  /// Those that name a device, a pin or a port.
  case named(String)
}

/// Where a trace goes from now on.
enum Recording: Equatable {
  case file(String)
  case off
}

/// How a picture is drawn.
enum PictureForm: String, CaseIterable {
  case plain, colour
}

/// How large a picture may be, in characters.
struct PictureSize: Equatable {
  let columns: Int
  let rows: Int
}
