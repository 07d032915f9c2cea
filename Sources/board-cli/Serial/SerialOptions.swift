import BoardHAL

/// What a serial terminal is told at its start.
struct SerialOptions {
  let port: SerialPortDescription
  let settings: SerialSettings
  /// Waits for a port that is not there, and looks for one that hung up.
  let reconnects: Bool
  let map: CharacterMap
  let echoes: Bool
  let showsTimes: Bool
  let timeFormat: TimestampFormat
  let showsHexadecimal: Bool
  let typesHexadecimal: Bool
  let logPath: String?
  let appendsLog: Bool
  /// How long the port has to be silent after the end of a piped input.
  let linger: Nanoseconds
  let takesInput: Bool
}

extension SerialSettings {
  /// Rate, data bits, parity and stop bits as they are usually written: `115200 8N1`.
  var text: String {
    let parity =
      switch parity {
      case .none: "N"
      case .even: "E"
      case .odd: "O"
      }
    let flow = flow == .none ? "" : ", flow control \(flow.rawValue)"
    return "\(baud) \(dataBits)\(parity)\(stopBits)\(flow)"
  }
}
