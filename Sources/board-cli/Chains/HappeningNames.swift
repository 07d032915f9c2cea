import BoardHAL
import Firmware

/// What people call the things in a trace: pins with arrows, devices with what they do.
///
/// Of a pin, volts are said, because that is what a meter at the board shows: an arrow down beside
/// an active-low button is a press. What a device tells is said in its own words.
struct HappeningNames {
  private let names: any TraceNames
  /// The voltage that means active, of each line that is on a pin.
  private var inputs: [LineID: ActiveLevel] = [:]
  /// The output pin of each device that has one, and the voltage that means active.
  private var outputs: [DeviceID: TraceHeader.Output] = [:]

  /// Names for the happenings of a running firmware.
  init(_ firmware: Firmware, _ wiring: WiringDescription) {
    self.init(firmware, TraceHeader(wiring, firmware))
  }

  /// Names for the happenings of a trace.
  init(_ names: any TraceNames, _ header: TraceHeader) {
    self.names = names
    for (index, line) in header.lines.enumerated() {
      if case .edges(let active) = line.source { inputs[LineID(index)] = active }
    }
    for output in header.outputs {
      guard let device = header.devices.firstIndex(of: output.device) else { continue }
      outputs[DeviceID(device)] = output
    }
  }

  func name(of device: DeviceID) -> String { names.name(of: device) }

  func label(of line: LineID) -> String { names.label(of: line) }

  func edge(_ edge: Edge, on line: LineID) -> String {
    let isHigh = (edge == .rising) == (inputs[line] != .low)
    return "\(label(of: line)) \(isHigh ? "↑" : "↓")"
  }

  func received(_ kind: SerialRecord.Kind, _ count: UInt32, on line: LineID) -> String {
    let what =
      switch kind {
      case .bytes: Self.bytes(count)
      case .breakSignal: "break"
      case .framing: "framing error"
      case .parity: "parity error"
      case .overrun: "\(Self.bytes(count)) lost"
      case .hangup: "hung up"
      case .connected: "connected"
      case .room: "room to send"
      case .modemLines: "modem lines changed"
      }
    return "\(label(of: line)): \(what)"
  }

  func sent(_ count: UInt32, on line: LineID) -> String {
    "\(label(of: line)) sends \(Self.bytes(count))"
  }

  func event(_ code: UInt8, of device: DeviceID) -> String {
    "\(name(of: device)) \(names.name(ofEvent: code, of: device))"
  }

  func action(_ code: UInt8, of device: DeviceID) -> String {
    "\(name(of: device)) \(names.name(ofAction: code, of: device))"
  }

  func output(_ value: LineValue, of device: DeviceID) -> String {
    guard let output = outputs[device] else { return "\(name(of: device)) \(value)" }
    let isHigh = (value == .active) == (output.active == .high)
    return "\(output.label) \(isHigh ? "high" : "low")"
  }

  func fault(_ fault: TraceEvent.Fault, of device: DeviceID) -> String {
    switch fault {
    case .serviceOverrun: "isr \(name(of: device)) took longer than its budget"
    case .deferredOverrun: "deferred \(name(of: device)) took longer than its budget"
    case .runOverrun: "deferred \(name(of: device)) ran as deferred calls held up passive level"
    case .falseClaim: "\(name(of: device)) claimed what it did not ask for"
    case .noDeferredCall: "\(name(of: device)) asked for a deferred call it does not have"
    case .stillAsserted: "\(name(of: device)) asks however often it is served; its line is masked"
    case .endlessChain: "\(name(of: device)): its shared line was claimed in every pass"
    case .leakedMask: "\(name(of: device)) did not give back a mask of its line"
    case .hardware: "\(name(of: device)): the hardware refused"
    case .serviceFailed: "isr \(name(of: device)) failed and is held back"
    }
  }

  func lockOrder(_ line: LineID, under outer: LineID, _ device: DeviceID) -> String {
    "\(name(of: device)) locks \(label(of: line)) under \(label(of: outer)), others in reverse"
  }

  private static func bytes(_ count: UInt32) -> String {
    count == 1 ? "1 byte" : "\(count) bytes"
  }
}
