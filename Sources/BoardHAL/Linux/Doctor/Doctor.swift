public import BoardHAL

/// Finds what keeps firmware from working on a machine, and what mends it.
///
/// Reads only: files of `/proc`, `/sys`, `/dev` and `/boot`, and what chips say of their lines. No
/// port is opened, because opening one can reset what is attached, and no line is requested.
public enum Doctor {
  /// Looks at everything; takes some milliseconds, and blocks on the file system alone.
  ///
  /// - Parameters:
  ///   - machine: What to look at.
  ///   - wiring: What is to run on it: its lines and ports are looked for one by one. Without
  ///     devices it stands for its board, of which all lines and ports are looked at, and one that
  ///     somebody has is only worth a warning. Nil when not even the board is known.
  /// - Returns: what was found, area by area.
  public static func examine(_ machine: Machine, for wiring: WiringDescription?) -> [Finding] {
    LibraryCheck.findings(machine) + ChipCheck.findings(machine, wiring)
      + LineCheck.findings(machine, wiring) + PortCheck.findings(machine, wiring)
      + UARTCheck.findings(machine, wiring) + ConsoleCheck.findings(machine, wiring)
      + RealTimeCheck.findings(machine)
  }
}

extension WiringDescription {
  /// Only the board is known: what is to be wired to it is not.
  var isBare: Bool { devices.isEmpty }

  /// The pins that its devices are on; all of the board when it has none.
  var wantedPins: [Pin] { isBare ? board.pins : devices.compactMap(\.pin) }

  /// The ports that are looked for.
  var wantedPorts: [SerialPortDescription] { isBare ? board.serialPorts : usedPorts }

  /// The ports that its devices are on, each once.
  var usedPorts: [SerialPortDescription] {
    var ports: [SerialPortDescription] = []
    for device in devices {
      if let port = device.port, !ports.contains(port) { ports.append(port) }
    }
    return ports
  }
}
