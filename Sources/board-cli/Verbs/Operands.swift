import BoardFiles
import BoardHAL
import BoardHALMock

extension Operand where Value == DeviceDescription {
  /// A button, by its name.
  static var button: Self {
    Self(name: "BUTTON", offers: Offers(names: [.button])) { words throws(VerbError) in
      let word = try words.next("BUTTON")
      if let device = words.wiring.device(named: word), case .button = device.kind { return device }
      throw .unknown("button", word, among: Vocabulary(words.wiring)[.button])
    }
  }

  /// A device with an interrupt line, by its name, its pin or its port.
  static var line: Self {
    Self(name: "LINE", offers: Offers(names: [.line])) { words throws(VerbError) in
      let word = try words.next("LINE")
      let wiring = words.wiring
      let pin = try? PinSpelling.resolve(word, on: wiring.board)
      let port = wiring.board.serialPort(named: word)
      let found = wiring.devices.first { device in
        device.level != nil
          && (device.name == word || pin != nil && device.pin == pin
            || port != nil && device.port == port)
      }
      guard let found else { throw .unknown("line", word, among: Vocabulary(wiring)[.line]) }
      return found
    }
  }
}

extension Operand where Value == Place {
  /// A pin, or the device on it.
  static var place: Self { place(named: "PIN") }

  static func place(named name: String) -> Self {
    Self(name: name, offers: Offers(names: [.device, .pin])) { words throws(VerbError) in
      let word = try words.next(name)
      if let place = try find(word, in: words.wiring) { return place }
      throw VerbError("\(word) is on no pin; name a device with a pin, or a pin such as GPIO17")
    }
  }

  /// The place that a word names; nil for a device without a pin.
  fileprivate static func find(
    _ word: String, in wiring: WiringDescription
  ) throws(VerbError) -> Place? {
    if let device = wiring.device(named: word) {
      return device.pin.map { Place(pin: $0, device: device) }
    }
    do throws(PinSpelling.Failure) {
      let pin = try PinSpelling.resolve(word, on: wiring.board)
      return Place(pin: pin, device: wiring.devices.first { $0.pin == pin })
    } catch {
      let devices = wiring.devices.map(\.name)
      guard let near = Suggestion.nearest(to: word, among: devices) else {
        throw VerbError("\(error), or a device: \(devices.joined(separator: ", "))")
      }
      throw VerbError("no device or pin \(Quoted.text(word)); did you mean \"\(near)\"?")
    }
  }
}

extension Operand where Value == SerialPortDescription {
  /// A serial port, by its name or by the device on it.
  static var port: Self {
    Self(name: "PORT", offers: Offers(names: [.port])) { words throws(VerbError) in
      let word = try words.next("PORT")
      if let port = find(word, in: words.wiring) { return port }
      throw .unknown("serial port", word, among: Vocabulary(words.wiring)[.port])
    }
  }

  fileprivate static func find(
    _ word: String, in wiring: WiringDescription
  ) -> SerialPortDescription? {
    wiring.device(named: word)?.port ?? wiring.board.serialPort(named: word)
  }
}

extension Operand where Value == Socket {
  /// A serial port, or a pin.
  static var socket: Self {
    Self(name: "PORT|PIN", offers: Offers(names: [.port, .device, .pin])) {
      words throws(VerbError) in
      let word = try words.next("PORT|PIN")
      if let port = Operand<SerialPortDescription>.find(word, in: words.wiring) {
        return .port(port)
      }
      guard let place = try Operand<Place>.find(word, in: words.wiring) else {
        throw .unknown("serial port or pin", word, among: Vocabulary(words.wiring)[.port])
      }
      return .pin(place)
    }
  }
}
