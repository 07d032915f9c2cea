import BoardFiles

/// What becomes of characters on their way from the port to the screen, and from the keys to the
/// port: the flags of tio and picocom, under their names.
struct CharacterMap: Equatable {
  /// One rule: `I…` is for what the port receives, `O…` for what it sends.
  enum Flag: String, CaseIterable {
    case receivedReturnToNewline = "ICRNL"
    case receivedReturnToNothing = "IGNCR"
    case receivedFeedToClear = "IFFESCC"
    case receivedNewlineToReturn = "INLCR"
    case receivedNewlineToBoth = "INLCRNL"
    case receivedReturnToBoth = "ICRCRNL"
    case receivedBitsReversed = "IMSB2LSB"
    case sentReturnToNewline = "OCRNL"
    case sentDeleteToBackspace = "ODELBS"
    case sentNewlineToBoth = "ONLCRNL"
    case sentLowerToUpper = "OLTU"
    case sentZeroToBreak = "ONULBRK"
    case sentReturnToNothing = "OIGNCR"

    /// What it does, in words.
    var meaning: String {
      switch self {
      case .receivedReturnToNewline: "received CR becomes NL"
      case .receivedReturnToNothing: "received CR is left out"
      case .receivedFeedToClear: "received FF clears the screen (ESC c)"
      case .receivedNewlineToReturn: "received NL becomes CR"
      case .receivedNewlineToBoth: "received NL becomes CR NL"
      case .receivedReturnToBoth: "received CR becomes CR NL"
      case .receivedBitsReversed: "received bytes have their bits the other way round"
      case .sentReturnToNewline: "sent CR becomes NL"
      case .sentDeleteToBackspace: "sent DEL becomes BS"
      case .sentNewlineToBoth: "sent NL becomes CR NL"
      case .sentLowerToUpper: "sent letters become capital letters"
      case .sentZeroToBreak: "sent NUL becomes a break"
      case .sentReturnToNothing: "sent CR is left out"
      }
    }
  }

  /// What is to be sent for one character.
  enum Sent: Equatable {
    case bytes([UInt8])
    case breakSignal
  }

  private var flags: Set<Flag> = []

  /// Maps nothing.
  init() {}

  /// Reads flags with commas between them; capital letters do not matter.
  ///
  /// Where two are about one character, leaving it out comes first, then the longer.
  init(parsing text: String) throws(VerbError) {
    for word in text.split(separator: ",") {
      let word = word.uppercased()
      guard let flag = Flag(rawValue: word) else {
        throw .unknown("map flag", word, among: Flag.allCases.map(\.rawValue))
      }
      flags.insert(flag)
    }
  }

  /// The flags, as they can be typed again; empty when nothing is mapped.
  var text: String {
    Flag.allCases.filter(flags.contains).map(\.rawValue).joined(separator: ",")
  }

  /// Appends what is shown for a byte that was received.
  func received(_ byte: UInt8, into bytes: inout [UInt8]) {
    let byte = flags.contains(.receivedBitsReversed) ? byte.bitsReversed : byte
    switch byte {
    case .return where flags.contains(.receivedReturnToNothing): return
    case .return where flags.contains(.receivedReturnToBoth): bytes += [.return, .newline]
    case .return where flags.contains(.receivedReturnToNewline): bytes.append(.newline)
    case .newline where flags.contains(.receivedNewlineToBoth): bytes += [.return, .newline]
    case .newline where flags.contains(.receivedNewlineToReturn): bytes.append(.return)
    case 0x0C where flags.contains(.receivedFeedToClear): bytes += [0x1B, UInt8(ascii: "c")]
    default: bytes.append(byte)
    }
  }

  /// What is sent for a byte that was typed, or read.
  func sent(_ byte: UInt8) -> Sent {
    switch byte {
    case .return where flags.contains(.sentReturnToNothing): .bytes([])
    case .return where flags.contains(.sentReturnToNewline): .bytes([.newline])
    case .newline where flags.contains(.sentNewlineToBoth): .bytes([.return, .newline])
    case 0x7F where flags.contains(.sentDeleteToBackspace): .bytes([0x08])
    case 0 where flags.contains(.sentZeroToBreak): .breakSignal
    case UInt8(ascii: "a")...UInt8(ascii: "z") where flags.contains(.sentLowerToUpper):
      .bytes([byte - 0x20])
    default: .bytes([byte])
    }
  }
}

extension UInt8 {
  static let `return`: UInt8 = 0x0D
  static let newline: UInt8 = 0x0A

  fileprivate var bitsReversed: UInt8 {
    (0..<8).reduce(0) { $0 | (self >> $1 & 1) << (7 - $1) }
  }
}
