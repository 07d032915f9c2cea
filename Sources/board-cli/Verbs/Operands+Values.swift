import BoardFiles
import BoardHAL
import BoardHALMock

extension Operand where Value == Nanoseconds {
  /// A length of time, greater than zero.
  static func time(named name: String = "TIME") -> Self {
    Self(name: name, offers: Offers()) { words throws(VerbError) in
      let word = try words.next(name)
      guard let time = Nanoseconds(spelling: word), time > .zero else {
        throw VerbError("\(Quoted.text(word)) is no length of time; write it as 200us, 80ms or 5s")
      }
      return time
    }
  }
}

extension Operand where Value == Int {
  /// A whole number.
  static func number(named name: String, in range: ClosedRange<Int>) -> Self {
    Self(name: name, offers: Offers()) { words throws(VerbError) in
      let word = try words.next(name)
      guard let number = Int(word), range.contains(number) else {
        throw VerbError(
          "\(Quoted.text(word)) is no \(name); allowed: \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }
}

extension Operand where Value == Waveform {
  /// Voltages as they are drawn.
  static var waveform: Self {
    Self(name: "LEVELS", offers: Offers()) { words throws(VerbError) in
      let word = try words.next("LEVELS")
      do throws(WaveformError) {
        return try Waveform(parsing: word)
      } catch {
        throw VerbError("\(error)")
      }
    }
  }
}

extension Operand where Value == [UInt8] {
  /// All that is left of the line, as it is.
  static var text: Self {
    Self(name: "TEXT…", offers: Offers(repeats: true)) { words throws(VerbError) in
      guard !words.isAtEnd else { throw VerbError("TEXT… is missing") }
      return words.rest()
    }
  }

  /// Bytes, in hexadecimal.
  static var bytes: Self {
    Self(name: "BYTE…", offers: Offers(repeats: true)) { words throws(VerbError) in
      var bytes: [UInt8] = []
      repeat {
        let word = try words.next("BYTE…")
        guard word.utf8.count == 2, let byte = UInt8(word, radix: 16) else {
          throw VerbError("\(Quoted.text(word)) is no byte; write two hexadecimal digits: 0A FF")
        }
        bytes.append(byte)
      } while !words.isAtEnd
      return bytes
    }
  }
}

extension Operand where Value: CaseIterable & RawRepresentable<String> & SendableMetatype {
  /// One of a few words.
  static func word(named name: String) -> Self {
    let words = Value.allCases.map(\.rawValue)
    return Self(name: words.joined(separator: "|"), offers: Offers(words: words)) {
      reader throws(VerbError) in
      let word = try reader.next(name)
      guard let value = Value(rawValue: word) else { throw .unknown(name, word, among: words) }
      return value
    }
  }
}

extension Operand where Value == Watch {
  /// What to watch: everything unless it is named.
  static var watch: Self {
    Self(name: "all|off|NAME", offers: Offers(names: [.device], words: ["all", "off"])) {
      words throws(VerbError) in
      let word = try words.next("NAME")
      switch word {
      case "all": return .everything
      case "off": return .nothing
      default: break
      }
      let wiring = words.wiring
      if wiring.device(named: word) != nil { return .named(word) }
      if let port = wiring.board.serialPort(named: word) { return .named(port.name) }
      guard let pin = try? PinSpelling.resolve(word, on: wiring.board) else {
        throw .unknown("device, pin or port", word, among: wiring.devices.map(\.name))
      }
      return .named("GPIO\(pin.number)")
    }
  }
}

extension Operand where Value == Recording {
  /// A file, or the end of recording.
  static var recording: Self {
    Self(name: "FILE|off", offers: Offers(words: ["off"])) { words throws(VerbError) in
      let word = try words.next("FILE")
      return word == "off" ? .off : .file(word)
    }
  }
}

extension Operand where Value == PictureSize {
  /// The size of a screen: `80x24`.
  static var size: Self {
    Self(name: "COLUMNSxROWS", offers: Offers()) { words throws(VerbError) in
      let word = try words.next("COLUMNSxROWS")
      let sides = word.split(separator: "x").compactMap { Int($0) }
      guard sides.count == 2, sides.allSatisfy({ (1...1000).contains($0) }) else {
        throw VerbError("\(Quoted.text(word)) is no size; write it as 80x24")
      }
      return PictureSize(columns: sides[0], rows: sides[1])
    }
  }
}

extension Operand where Value == String {
  /// The name of a verb.
  static var verb: Self {
    Self(name: "VERB", offers: Offers(verbs: true)) { words throws(VerbError) in
      try words.next("VERB")
    }
  }
}
