public import BoardHAL

extension MockBoard {
  /// The voltage of a pin now.
  ///
  /// - Throws: `noSuchPin`.
  public func voltage(of pin: Pin) throws(BoardError) -> Voltage {
    pins[try index(of: pin)].voltage
  }

  /// Every change of an output, from its first value on; drives that change nothing are no change.
  ///
  /// Keeps the newest `historyCapacity` changes.
  ///
  /// - Throws: `noSuchPin`.
  public func history(of pin: Pin) throws(BoardError) -> [OutputChange] {
    pins[try index(of: pin)].outputs.entries
  }

  /// Every change of a pin's voltage, whoever brought it about, beginning at time 0.
  ///
  /// Keeps the newest `historyCapacity` changes.
  ///
  /// - Throws: `noSuchPin`.
  public func voltages(of pin: Pin) throws(BoardError) -> [VoltageChange] {
    pins[try index(of: pin)].voltages.entries
  }

  /// The voltage of a pin as it is drawn: `__--_`.
  ///
  /// Each character is the voltage at the beginning of a period, so that a waveform played with
  /// `drive` is drawn as it was written. `?` stands for times that the history has forgotten.
  ///
  /// - Parameters:
  ///   - pin: The pin.
  ///   - each: How much time a character stands for; greater than zero.
  ///   - start: The time of the first character.
  ///   - end: Where the drawing ends; now when nil.
  /// - Returns: the drawing, without spaces.
  /// - Throws: `noSuchPin`.
  public func waveform(
    of pin: Pin, each: Nanoseconds, from start: BoardInstant = .start, to end: BoardInstant? = nil
  ) throws(BoardError) -> String {
    precondition(each > .zero, "each character stands for some time")
    let changes = pins[try index(of: pin)].voltages.entries
    let end = end ?? now
    var drawing = ""
    var symbol: Character = "?"
    var next = 0
    var time = start
    while time < end {
      while next < changes.count, changes[next].time <= time {
        symbol = changes[next].voltage.symbol
        next += 1
      }
      drawing.append(symbol)
      time = time + each
    }
    return drawing
  }

  /// What became of the edges of a pin's line; nothing was counted when no line is open on it.
  ///
  /// - Throws: `noSuchPin`.
  public func edgeCounters(of pin: Pin) throws(BoardError) -> EdgeCounters {
    guard case .input(let line) = pins[try index(of: pin)].role,
      case .edges(let input) = attachment(of: line)
    else { return EdgeCounters() }
    return input.buffer.counters
  }

  /// When the next thing on the timeline happens, or nil when by itself nothing will any more.
  public var nextHappening: BoardInstant? { timeline.nextTime }

  /// What is wrong with the wiring, in the order in which it showed.
  public var wiringFaults: [WiringFault] { wiringFaultLog.entries }

  /// How many wiring faults were forgotten because there were too many.
  public var droppedWiringFaults: UInt64 { wiringFaultLog.dropped }
}
