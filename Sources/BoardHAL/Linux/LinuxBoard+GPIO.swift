public import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension LinuxBoard {
  /// Opens edge lines, as many in one request as lie on one chip and the library allows.
  ///
  /// On an error those requests that were made are given back.
  func openEdges(_ wanted: [(line: LineID, settings: LineSource.EdgeLine)]) throws(BoardError) {
    try EventClock.check()
    try readiness.watchDevices()
    var found: [(chip: GPIOChip, lines: [WantedEdges])] = []
    for (line, settings) in wanted {
      let (chip, offset) = try locate(settings.pin)
      let line = WantedEdges(line: line, settings: settings, offset: offset)
      if let index = found.firstIndex(where: { $0.chip == chip }) {
        found[index].lines.append(line)
      } else {
        found.append((chip, [line]))
      }
    }
    var opened: [LineID] = []
    for (chip, lines) in found {
      for batch in lines.batches(of: Int(cgpio_lines_per_request())).map(Array.init) {
        do throws(BoardError) {
          try openRequest(batch, on: chip)
        } catch {
          for line in opened { remove(line) }
          throw error
        }
        opened += batch.map(\.line)
      }
    }
  }

  private func openRequest(_ lines: [WantedEdges], on chip: GPIOChip) throws(BoardError) {
    let request = try GPIORequest(
      lines.map { $0.request(keepsBias: configuration.keepsBias) },
      of: lines.map(\.settings.pin.description), on: chip, as: configuration.consumer,
      edgeCapacity: configuration.edgeCapacity, chips)
    let inputs = lines.map {
      EdgeInput($0.line, $0.settings, offset: $0.offset, capacity: Self.inputCapacity)
    }
    for (input, line) in zip(inputs, lines) where !WantedEdges.kernelDebounces {
      guard let period = line.settings.debounce, let value = request.value(of: line.offset) else {
        continue
      }
      // Sampled after the request, so that no edge falls between the two (row H02).
      input.filter = SettleFilter(period, value: value)
    }
    try add(EdgeRequest(request, inputs, on: clock), for: lines.map(\.line))
  }

  /// The chip and offset of a pin of this board.
  private func locate(_ pin: Pin) throws(BoardError) -> (chip: GPIOChip, offset: UInt32) {
    let isKnown = description.pins.contains { $0.chip == pin.chip && $0.offset == pin.offset }
    guard isKnown else { throw .noSuchPin(pin) }
    return try chips.locate(pin)
  }

  /// How many reports of a line wait outside the kernel at most: one reading.
  private static let inputCapacity = 64

  /// Opens an output, which is driven with `initial` at once.
  ///
  /// - Throws: `BoardError`, naming who holds the line, or what is missing.
  public func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    let (chip, offset) = try locate(pin)
    let settings = cgpio_line(
      offset: offset, direction: UInt8(CGPIO_OUTPUT), edges: 0, bias: cgpio_line.bias(nil),
      drive: UInt8(CGPIO_PUSH_PULL), is_active_low: active == .low ? 1 : 0,
      value: initial == .active ? 1 : 0, debounce_us: 0)
    let request = try GPIORequest(
      [settings], of: [pin.description], on: chip, as: configuration.consumer, edgeCapacity: 0,
      chips)
    outputs.append(GPIOOutput(pin, request, offset: offset, safe: safe))
    return OutputID(outputs.count - 1)
  }

  /// Drives an output.
  ///
  /// - Throws: `gone` when its chip was removed, or `system`.
  /// - Precondition: the output was opened on this board.
  public func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {
    let opened = self.output(output)
    guard !opened.drive(value) else { return }
    throw Self.refusal("gpiod set value", of: opened)
  }

  /// What an output means now, read at the hardware.
  ///
  /// - Throws: `gone` when its chip was removed, or `system`.
  /// - Precondition: the output was opened on this board.
  public func value(of output: OutputID) throws(BoardError) -> LineValue {
    let opened = self.output(output)
    guard let value = opened.value else { throw Self.refusal("gpiod get value", of: opened) }
    return value
  }

  private func output(_ output: OutputID) -> GPIOOutput {
    precondition(outputs.indices.contains(output.index), "no output \(output.index) is open")
    return outputs[output.index]
  }

  /// Why the kernel has just refused a call, by `errno`.
  private static func refusal(_ call: String, of output: GPIOOutput) -> BoardError {
    let number = errno
    return number == ENODEV
      ? .gone(output.pin.description) : systemError(call, on: output.pin.description, number)
  }

  /// Puts every output whose chip is still there into its safe state.
  public func enterSafeState() {
    for output in outputs { output.enterSafeState() }
  }

  /// What became of the edges of a line; nothing was counted on a line that is not on a pin.
  ///
  /// - Precondition: the line is open.
  public func edgeTally(of line: LineID) -> EdgeTally {
    (feed(of: line) as? EdgeRequest)?.tally(of: line) ?? EdgeTally()
  }
}
