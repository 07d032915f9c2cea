internal import BoardHAL

/// What a register of a mock device does when it is read or written.
public enum RegisterBehaviour: Sendable, Hashable {
  /// Gives back what was written.
  case plain
  /// Reading gives the value and clears it; writing does nothing.
  case readToClear
  /// Each bit written as 1 is cleared; reading changes nothing.
  case writeOneToClear
}

/// The registers of the mock's devices.
struct RegisterBank {
  struct Register {
    let name: String
    let behaviour: RegisterBehaviour
    var value: UInt32
  }

  private var registers: [Register] = []

  mutating func add(_ register: Register) -> RegisterID {
    registers.append(register)
    return RegisterID(registers.count - 1)
  }

  func contains(_ id: RegisterID) -> Bool { registers.indices.contains(id.index) }

  /// The register, looked at from outside: nothing changes.
  subscript(id: RegisterID) -> Register {
    get {
      precondition(contains(id), "the mock has no register \(id.index)")
      return registers[id.index]
    }
    set {
      precondition(contains(id), "the mock has no register \(id.index)")
      registers[id.index] = newValue
    }
  }

  /// Reads as firmware does.
  mutating func read(_ id: RegisterID) -> UInt32 {
    let value = self[id].value
    if self[id].behaviour == .readToClear { self[id].value = 0 }
    return value
  }

  /// Writes as firmware does.
  mutating func write(_ value: UInt32, to id: RegisterID) {
    switch self[id].behaviour {
    case .plain: self[id].value = value
    case .readToClear: break
    case .writeOneToClear: self[id].value &= ~value
    }
  }
}
