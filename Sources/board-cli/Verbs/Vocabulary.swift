import BoardHAL

/// The names that words can be completed with: those of one wiring, in the order of its files.
///
/// A value that crosses the control socket, so that a client completes as the session itself does.
struct Vocabulary: Equatable {
  /// What a name stands for.
  enum Kind: String, CaseIterable {
    case button, device, line, pin, port
  }

  private(set) var names: [Kind: [String]] = [:]

  /// No names at all.
  init() {}

  /// The names of a wiring and its board.
  init(_ wiring: WiringDescription) {
    for device in wiring.devices {
      add(device.name, as: .device)
      if case .button = device.kind { add(device.name, as: .button) }
      if device.level != nil { add(device.name, as: .line) }
      if device.port != nil { add(device.name, as: .port) }
    }
    for port in wiring.board.serialPorts { add(port.name, as: .port) }
    for pin in wiring.board.pins where pin.reservedFor == nil { add("GPIO\(pin.number)", as: .pin) }
  }

  /// Takes a name in.
  mutating func add(_ name: String, as kind: Kind) {
    if self[kind].contains(name) { return }
    names[kind, default: []].append(name)
  }

  /// The names of one kind.
  subscript(kind: Kind) -> [String] { names[kind] ?? [] }
}
