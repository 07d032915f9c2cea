import BoardHALMock

/// What a serial peer has heard since a scenario last waited for bytes on its port.
struct HeardBytes {
  private let peer: SerialPeer
  private var bytes: [UInt8] = []
  /// Before this index, no match can begin.
  private var searched = 0

  init(_ peer: SerialPeer) {
    self.peer = peer
  }

  /// Everything that has not been taken, oldest first, as it would be written in Swift.
  var quoted: String { Self.quoted(bytes) }

  /// Takes the first occurrence of `wanted` and all before it; false when it has not come yet.
  mutating func take(_ wanted: [UInt8]) -> Bool {
    bytes += peer.takeReceived().map(\.byte)
    while searched + wanted.count <= bytes.count {
      if bytes[searched..<searched + wanted.count].elementsEqual(wanted) {
        bytes.removeSubrange(..<(searched + wanted.count))
        searched = 0
        return true
      }
      searched += 1
    }
    return false
  }

  /// Begins to look for something else in what has not been taken.
  mutating func rewind() {
    searched = 0
  }

  static func quoted(_ bytes: [UInt8]) -> String {
    var text = "\""
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"): text += "\\n"
      case UInt8(ascii: "\r"): text += "\\r"
      case UInt8(ascii: "\t"): text += "\\t"
      case UInt8(ascii: "\""): text += "\\\""
      case UInt8(ascii: "\\"): text += "\\\\"
      case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "\\x" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return text + "\""
  }
}
