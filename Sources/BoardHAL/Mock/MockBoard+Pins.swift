public import BoardHAL

extension MockBoard {
  // MARK: What the world does to a pin

  /// Plays a waveform on a pin, as a device outside would drive it.
  ///
  /// Each character is one voltage for the time of `each`; the last one stays until the pin is
  /// driven anew or let go of. The waveform is in volts: on an active-low line `_` is active.
  ///
  /// - Parameters:
  ///   - pin: The pin.
  ///   - waveform: The voltages.
  ///   - each: How long each voltage lasts; greater than zero.
  ///   - start: When the waveform begins; now when nil, or when that has passed.
  /// - Throws: `noSuchPin`.
  public func drive(
    _ pin: Pin, _ waveform: Waveform, each: Nanoseconds, at start: BoardInstant? = nil
  ) throws(BoardError) {
    precondition(each > .zero, "each voltage of a waveform lasts for some time")
    let index = try index(of: pin)
    var time = max(start ?? now, now)
    var last: Voltage?
    for voltage in waveform.voltages {
      if voltage != last { schedule(.external(pin: index, voltage), at: time) }
      last = voltage
      time = time + each
    }
  }

  /// Drives a pin from outside until it is driven anew or let go of.
  ///
  /// - Throws: `noSuchPin`.
  public func drive(
    _ pin: Pin, to voltage: Voltage, at time: BoardInstant? = nil
  ) throws(BoardError) {
    schedule(.external(pin: try index(of: pin), voltage), at: time)
  }

  /// Lets go of a pin, so that whatever else is on its net decides its voltage.
  ///
  /// - Throws: `noSuchPin`.
  public func letGo(of pin: Pin, at time: BoardInstant? = nil) throws(BoardError) {
    schedule(.external(pin: try index(of: pin), nil), at: time)
  }

  /// Closes a contact between a pin and a supply: a button goes down.
  ///
  /// - Parameters:
  ///   - pin: The pin.
  ///   - voltage: What the contact connects to; ground for the usual button.
  ///   - bounce: How the contact bounces; one clean edge unless told otherwise.
  ///   - time: When the contact is moved; now when nil, or when that has passed.
  /// - Throws: `noSuchPin`.
  public func press(
    _ pin: Pin, to voltage: Voltage = .low, bounce: Bounce = .clean, at time: BoardInstant? = nil
  ) throws(BoardError) {
    try move(contactOn: pin, from: nil, to: voltage, bounce: bounce, at: time)
  }

  /// Opens a contact, after which a pull has to hold the pin: a button comes up.
  ///
  /// - Parameters:
  ///   - pin: The pin.
  ///   - voltage: What the contact connected to, which is where it bounces back to.
  ///   - bounce: How the contact bounces; one clean edge unless told otherwise.
  ///   - time: When the contact is moved; now when nil, or when that has passed.
  /// - Throws: `noSuchPin`.
  public func release(
    _ pin: Pin, from voltage: Voltage = .low, bounce: Bounce = .clean, at time: BoardInstant? = nil
  ) throws(BoardError) {
    try move(contactOn: pin, from: voltage, to: nil, bounce: bounce, at: time)
  }

  private func move(
    contactOn pin: Pin, from old: Voltage?, to new: Voltage?, bounce: Bounce,
    at time: BoardInstant?
  ) throws(BoardError) {
    let index = try index(of: pin)
    let start = max(time ?? now, now)
    for (number, offset) in bounce.offsets.enumerated() {
      let state = number.isMultiple(of: 2) ? new : old
      schedule(.external(pin: index, state), at: start + offset)
    }
  }

  /// Connects two pins by a wire, and with them whatever they are wired to already.
  ///
  /// - Throws: `noSuchPin`.
  public func wire(_ first: Pin, _ second: Pin) throws(BoardError) {
    let kept = pins[try index(of: first)].net
    let joined = pins[try index(of: second)].net
    guard kept != joined else { return }
    for member in nets[joined].members { pins[member].net = kept }
    nets[kept].members += nets[joined].members
    nets[joined].members = []
    settle(kept)
  }

  /// Takes a pin away from a running board, as when the chip it is on is unplugged (row H12).
  ///
  /// A line on it is named ready once more and yields nothing; whatever else is asked of it
  /// throws `gone`.
  ///
  /// - Throws: `noSuchPin`.
  public func unplug(_ pin: Pin, at time: BoardInstant? = nil) throws(BoardError) {
    schedule(.unplug(pin: try index(of: pin)), at: time)
  }

  /// Takes every pin of a chip away.
  ///
  /// - Precondition: the board has a chip of this label.
  public func unplug(chip label: String, at time: BoardInstant? = nil) {
    precondition(
      description.chips.contains { $0.label == label }, "the board has no chip \(label)")
    for index in pins.indices where pins[index].pin.chip == label {
      schedule(.unplug(pin: index), at: time)
    }
  }

  /// Makes the hardware lose the next selected edges of a pin: no record, and no number missing.
  ///
  /// One lost edge leaves two records of one direction (row H05).
  ///
  /// - Throws: `noSuchPin`.
  public func loseNextEdges(_ count: Int, on pin: Pin) throws(BoardError) {
    precondition(count >= 0, "cannot lose a negative number of edges")
    pins[try index(of: pin)].edgesToLose += count
  }

  /// Makes the kernel merge the next selected edges of a pin with the one behind them, because its
  /// thread has not run yet (row H04).
  ///
  /// Lines that were opened together see how many; a line of its own cannot.
  ///
  /// - Throws: `noSuchPin`.
  public func mergeNextEdges(_ count: Int, on pin: Pin) throws(BoardError) {
    precondition(count >= 0, "cannot merge a negative number of edges")
    pins[try index(of: pin)].edgesToMerge += count
  }
}
