import BoardHAL
import Firmware

/// What the numbers of a trace are called, as its header and its happenings tell.
///
/// Lines, devices and outputs have the numbers of the firmware that was traced. The numbers of
/// events and actions are not in a trace; here they are given in the order of appearance.
struct TraceDirectory: TraceNames {
  private let header: TraceHeader
  private var events: [DeviceID: [String]] = [:]
  private var actions: [DeviceID: [String]] = [:]

  init(_ header: TraceHeader) {
    self.header = header
  }

  func label(of line: LineID) -> String { header.lines[line.index].label }

  func name(of device: DeviceID) -> String { header.devices[device.index] }

  func name(ofEvent code: UInt8, of device: DeviceID) -> String {
    events[device]?[Int(code)] ?? "code \(code)"
  }

  func name(ofAction code: UInt8, of device: DeviceID) -> String {
    actions[device]?[Int(code)] ?? "code \(code)"
  }

  func line(_ label: String) throws(TraceMistake) -> LineID {
    guard let index = header.lines.firstIndex(where: { $0.label == label }) else {
      throw TraceMistake(
        found: "unknown line \(Quoted.text(label))",
        allowed: header.lines.map(\.label).joined(separator: ", "))
    }
    return LineID(index)
  }

  func device(_ name: String) throws(TraceMistake) -> DeviceID {
    guard let index = header.devices.firstIndex(of: name) else {
      throw TraceMistake(
        found: "unknown device \(Quoted.text(name))",
        allowed: header.devices.joined(separator: ", "))
    }
    return DeviceID(index)
  }

  mutating func code(
    ofEvent name: String, of device: DeviceID
  ) throws(TraceMistake) -> UInt8 {
    try Self.code(of: name, in: &events[device, default: []])
  }

  mutating func code(
    ofAction name: String, of device: DeviceID
  ) throws(TraceMistake) -> UInt8 {
    try Self.code(of: name, in: &actions[device, default: []])
  }

  private static func code(
    of name: String, in names: inout [String]
  ) throws(TraceMistake) -> UInt8 {
    if let index = names.firstIndex(of: name) { return UInt8(index) }
    guard names.count <= UInt8.max else {
      throw TraceMistake(found: "a 257th name of a device's events", allowed: "256")
    }
    names.append(name)
    return UInt8(names.count - 1)
  }
}
