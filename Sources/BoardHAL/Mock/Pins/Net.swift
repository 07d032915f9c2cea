internal import BoardHAL

/// Pins that are wired together, and the voltage they share.
///
/// What decides the voltage, strongest first: whoever drives; a soldered resistor; a switched-on
/// pull; and when there is none of these, the last voltage stays.
struct Net {
  /// The voltage that a net takes, and what is wrong with it.
  struct Resolution {
    /// Nil keeps the last voltage.
    var voltage: Voltage?
    var fault: WiringFault.Kind?
  }

  /// The indices of its pins, in the order in which they were wired.
  var members: [Int]
  var voltage = Voltage.low
  /// What is wrong now; kept so that each fault is reported once, when it begins.
  var fault: WiringFault.Kind?

  /// Works out the voltage of a net from its pins.
  static func resolve(_ pins: some Sequence<PinState>) -> Resolution {
    var outputs = Votes()
    var external = Votes()
    var soldered = Votes()
    var switched = Votes()
    var hasInput = false
    for pin in pins {
      outputs.add(pin.driven)
      external.add(pin.external)
      soldered.add(pin.pin.fixedPull?.direction.voltage)
      switched.add(pin.pull.voltage)
      if pin.isInput { hasInput = true }
    }
    let drivers = outputs.merged(with: external)
    if drivers.areOpposed {
      let fault: WiringFault.Kind =
        if outputs.areOpposed {
          .outputsOpposed
        } else if external.areOpposed {
          .externalOpposed
        } else {
          .outputOpposed
        }
      return Resolution(voltage: .low, fault: fault)
    }
    if let voltage = drivers.voltage { return Resolution(voltage: voltage) }
    for pulls in [soldered, switched] where !pulls.isEmpty {
      return Resolution(voltage: pulls.voltage, fault: pulls.areOpposed ? .pullsOpposed : nil)
    }
    return Resolution(voltage: nil, fault: hasInput ? .floating : nil)
  }
}

/// Who wants a net high, and who low.
private struct Votes {
  var high = false
  var low = false

  var isEmpty: Bool { !high && !low }
  var areOpposed: Bool { high && low }

  /// What all agree on, or nil.
  var voltage: Voltage? {
    if high == low { return nil }
    return high ? .high : .low
  }

  mutating func add(_ voltage: Voltage?) {
    if voltage == .high { high = true }
    if voltage == .low { low = true }
  }

  func merged(with other: Votes) -> Votes {
    Votes(high: high || other.high, low: low || other.low)
  }
}

extension Pull {
  /// Where the resistor pulls to, or nil when there is none.
  fileprivate var voltage: Voltage? {
    switch self {
    case .up: .high
    case .down: .low
    case .none: nil
    }
  }
}
