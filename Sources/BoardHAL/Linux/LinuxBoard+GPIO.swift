public import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension LinuxBoard {
  /// Opens edge lines, as many in one request as lie on one chip.
  func openEdges(_ wanted: [(line: LineID, settings: LineSource.EdgeLine)]) throws(BoardError) {
    for (line, settings) in wanted {
      let (chip, offset) = try chips.locate(settings.pin)
      let request = try GPIORequest(
        [cgpio_line(settings, offset)], of: [settings.pin], on: chip,
        as: configuration.consumer, edgeCapacity: configuration.edgeCapacity, chips)
      let input = EdgeInput(line, settings, offset: offset, capacity: Self.inputCapacity)
      try add(EdgeRequest(request, [input], on: clock), for: [line])
    }
  }

  /// How many reports of a line wait outside the kernel at most: one reading.
  private static let inputCapacity = 64

  /// Opens an output, which is driven with `initial` at once.
  ///
  /// - Throws: `BoardError`, naming who holds the line, or what is missing.
  public func openOutput(
    _ pin: Pin, active: ActiveLevel, initial: LineValue, safe: LineValue
  ) throws(BoardError) -> OutputID {
    let (chip, offset) = try chips.locate(pin)
    let settings = cgpio_line(
      offset: offset, edges: 0, bias: 0, is_active_low: active == .low ? 1 : 0,
      value: initial == .active ? 1 : 0, debounce_us: 0)
    let request = try GPIORequest(
      [settings], of: [pin], on: chip, as: configuration.consumer, edgeCapacity: 0, chips)
    outputs.append(GPIOOutput(pin, request, offset: offset, safe: safe))
    return OutputID(outputs.count - 1)
  }

  /// Drives an output.
  ///
  /// - Throws: `gone` when its chip was removed, or `system`.
  /// - Precondition: the output was opened on this board.
  public func drive(_ output: OutputID, _ value: LineValue) throws(BoardError) {
    precondition(outputs.indices.contains(output.index), "no output \(output.index) is open")
    let opened = outputs[output.index]
    guard !opened.drive(value) else { return }
    let number = errno
    if number == ENODEV { throw .gone(opened.pin.description) }
    throw systemError("gpiod set value", on: opened.pin.description, number)
  }

  /// Puts every output whose chip is still there into its safe state.
  public func enterSafeState() {
    for output in outputs { output.enterSafeState() }
  }
}

extension cgpio_line {
  /// What is asked of the kernel for an edge line.
  fileprivate init(_ settings: LineSource.EdgeLine, _ offset: UInt32) {
    let bias =
      switch settings.pull {
      case .none: CGPIO_BIAS_OFF
      case .up: CGPIO_BIAS_UP
      case .down: CGPIO_BIAS_DOWN
      }
    self.init(
      offset: offset, edges: settings.edges.rawValue, bias: UInt8(bias),
      is_active_low: settings.active == .low ? 1 : 0, value: 0, debounce_us: 0)
  }
}
