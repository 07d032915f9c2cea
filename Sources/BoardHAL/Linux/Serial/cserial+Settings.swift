internal import BoardHAL
internal import CSerialPort

extension cserial_settings {
  /// What the C side is told of settings.
  init(_ settings: SerialSettings, isPseudoTerminal: Bool) {
    let parity =
      switch settings.parity {
      case .none: CSERIAL_PARITY_NONE
      case .even: CSERIAL_PARITY_EVEN
      case .odd: CSERIAL_PARITY_ODD
      }
    let flow =
      switch settings.flow {
      case .none: CSERIAL_FLOW_NONE
      case .rtscts: CSERIAL_FLOW_RTSCTS
      case .xonxoff: CSERIAL_FLOW_XONXOFF
      }
    self.init(
      baud: UInt32(clamping: settings.baud), data_bits: UInt8(clamping: settings.dataBits),
      parity: UInt8(parity), stop_bits: UInt8(clamping: settings.stopBits), flow: UInt8(flow),
      dtr: Self.wish(settings.dataTerminalReady), rts: Self.wish(settings.requestToSend),
      // On a pseudo-terminal no bit is ever damaged, and marking would only slow the kernel down.
      marks_errors: !isPseudoTerminal, is_exclusive: !isPseudoTerminal)
  }

  private static func wish(_ wire: SerialSettings.ControlWire) -> UInt8 {
    switch wire {
    case .leave: UInt8(CSERIAL_WIRE_LEAVE)
    case .on: UInt8(CSERIAL_WIRE_ON)
    case .off: UInt8(CSERIAL_WIRE_OFF)
    }
  }

  /// Refuses a port that did not become what was asked: drivers round rates, and drop what their
  /// hardware has not, without a word.
  ///
  /// Two per cent off is what both ends of a line can bear; a receiver samples the last of ten bits
  /// half a bit late at five, and the far end is off as well.
  func check(against wanted: cserial_settings, of port: String) throws(BoardError) {
    let difference = wanted.baud > baud ? wanted.baud - baud : baud - wanted.baud
    guard UInt64(difference) * 50 <= UInt64(wanted.baud) else {
      throw .unsupported(
        "\(port) at \(wanted.baud) baud", remedy: "asked for that, it runs at \(baud) baud")
    }
    var missing: [String] = []
    if data_bits != wanted.data_bits { missing.append("\(wanted.data_bits) data bits") }
    if parity != wanted.parity { missing.append("that parity") }
    if stop_bits != wanted.stop_bits { missing.append("\(wanted.stop_bits) stop bits") }
    if flow != wanted.flow { missing.append("that flow control") }
    guard missing.isEmpty else {
      throw .unsupported(
        "\(missing.joined(separator: ", ")) on \(port)", remedy: "its driver took the setting back")
    }
  }
}
