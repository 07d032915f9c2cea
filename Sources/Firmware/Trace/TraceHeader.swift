public import BoardHAL

/// What a trace is of, and what is connected to what: the first line of a trace file.
///
/// With `sources` in it a trace can be replayed where neither the wiring file nor the board is.
public struct TraceHeader: Sendable, Equatable {
  /// An interrupt line.
  public struct Line: Sendable, Equatable {
    /// What people call it.
    public var label: String
    /// The level at which it is served.
    public var level: Int
    /// The devices that are asked about it, in order.
    public var devices: [String]
    /// What it is attached to.
    public var source: Source

    /// Describes a line.
    public init(label: String, level: Int, devices: [String], source: Source) {
      self.label = label
      self.level = level
      self.devices = devices
      self.source = source
    }
  }

  /// What a line is attached to, as far as a reader of the trace needs to know.
  public enum Source: Sendable, Equatable {
    /// A pin, whose active voltage this is.
    case edges(active: ActiveLevel)
    /// A serial port at this speed.
    case serial(SerialSettings)
    /// Nothing with a voltage or a speed of its own: raised by software, or by a port's state.
    case software
  }

  /// An output, by the device that drives it.
  public struct Output: Sendable, Equatable {
    /// The device.
    public var device: String
    /// What people call the pin.
    public var label: String
    /// The voltage that means active.
    public var active: ActiveLevel

    /// Describes an output.
    public init(device: String, label: String, active: ActiveLevel) {
      self.device = device
      self.label = label
      self.active = active
    }
  }

  /// The text of a file that the wiring was read from.
  public struct File: Sendable, Equatable {
    /// Its name, without the directory it was in.
    public var name: String
    /// What was in it.
    public var text: String

    /// Describes a file.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The name of the wiring.
  public var wiring: String
  /// The name of the board.
  public var board: String
  /// Time was a mock board's own.
  public var isVirtual: Bool
  /// How long routines took in virtual time.
  public var timing: Timing
  /// The lengths of routines were measured, so that overruns are in the trace.
  public var isAccounting: Bool
  /// How many virtual processors there were.
  public var processors: Int
  /// The trace begins with the firmware.
  ///
  /// Else what came before it is missing: nobody knows in what state the devices were, and it
  /// cannot be replayed.
  public var isWhole = true
  /// The devices, in the order of their numbers.
  public var devices: [String]
  /// The interrupt lines, in the order of their numbers.
  public var lines: [Line]
  /// The outputs, in the order of their numbers; known for a wiring only.
  public var outputs: [Output] = []
  /// The files of the wiring and of the board, in this order; or none.
  public var sources: [File] = []

  /// Asks a firmware, whose devices are all put in.
  public init(wiring: String, board: String, _ firmware: Firmware) {
    self.wiring = wiring
    self.board = board
    isVirtual = firmware.board.capabilities.hasVirtualTime
    timing = firmware.dispatcher.timing
    isAccounting = firmware.isAccounting
    processors = firmware.dispatcher.limits.processors
    devices = firmware.devices.map { firmware.name(of: $0) }
    lines = firmware.lines.map { line in
      Line(
        label: firmware.label(of: line), level: Int(firmware.level(of: line).number),
        devices: firmware.owners(of: line).map { firmware.name(of: $0) },
        source: Source(firmware.source(of: line)))
    }
  }

  /// Asks a firmware that was made of a wiring, which knows the outputs too.
  public init(_ wiring: WiringDescription, _ firmware: Firmware, sources: [File] = []) {
    self.init(wiring: wiring.name, board: wiring.board.name, firmware)
    outputs = wiring.devices.compactMap { device in
      guard case .led(let led) = device.kind else { return nil }
      return Output(device: device.name, label: led.pin.description, active: led.active)
    }
    self.sources = sources
  }

  /// Makes a header out of what was read from a file.
  public init(
    wiring: String, board: String, isVirtual: Bool, timing: Timing, isAccounting: Bool,
    processors: Int, devices: [String], lines: [Line]
  ) {
    self.wiring = wiring
    self.board = board
    self.isVirtual = isVirtual
    self.timing = timing
    self.isAccounting = isAccounting
    self.processors = processors
    self.devices = devices
    self.lines = lines
  }
}

extension TraceHeader.Source {
  fileprivate init(_ source: LineSource?) {
    switch source {
    case .edges(let line): self = .edges(active: line.active)
    case .serialReceive(_, let settings): self = .serial(settings)
    // What these bring is in the records alone.
    case .serialTransmit, .modemLines, .software, nil: self = .software
    }
  }
}
