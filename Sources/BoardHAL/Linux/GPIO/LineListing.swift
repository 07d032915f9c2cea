public import BoardHAL
internal import CGPIO

/// One GPIO line of this machine, as the kernel describes it to everybody.
public struct LineListing: Sendable, Hashable {
  /// Which way a line goes.
  public enum Direction: String, Sendable, Hashable {
    case input, output
  }

  /// The chip that it is on.
  public let chip: GPIOChip
  /// Its number there.
  public let offset: Int
  /// What the kernel calls it, or nil when it has no name.
  public let name: String?
  /// Who holds it, or nil while it is free.
  public let holder: String?
  /// Which way it goes now.
  public let direction: Direction
  /// The voltage that means active to its holder.
  public let active: ActiveLevel
  /// Its bias, or nil when the kernel does not know what the chip was set to.
  public let bias: Pull?
  /// How it is driven as an output.
  public let drive: LineDrive
  /// Which edges its holder hears; nil for none, and with API 1 of libgpiod, which does not tell.
  public let edges: EdgeSelection?
  /// The kernel's debounce, or nil when there is none, and with API 1.
  public let debounce: Nanoseconds?

  package init(
    chip: GPIOChip, offset: Int, name: String? = nil, holder: String? = nil,
    direction: Direction = .input, active: ActiveLevel = .high, bias: Pull? = nil,
    drive: LineDrive = .pushPull, edges: EdgeSelection? = nil, debounce: Nanoseconds? = nil
  ) {
    self.chip = chip
    self.offset = offset
    self.name = name
    self.holder = holder
    self.direction = direction
    self.active = active
    self.bias = bias
    self.drive = drive
    self.edges = edges
    self.debounce = debounce
  }

  init(_ info: cgpio_line_info, on chip: GPIOChip, offset: Int) {
    var info = info
    let name = text(of: &info.name)
    let consumer = text(of: &info.consumer)
    self.init(
      chip: chip, offset: offset, name: name.isEmpty ? nil : name,
      holder: info.is_used == 0
        ? nil : (consumer.isEmpty ? "somebody without a name" : consumer),
      direction: Int(info.direction) == CGPIO_OUTPUT ? .output : .input,
      active: info.is_active_low == 0 ? .high : .low, bias: Self.bias(Int(info.bias)),
      drive: LineDrive(Int(info.drive)), edges: EdgeSelection(rawValue: info.edges),
      debounce: info.debounce_us == 0 ? nil : .microseconds(Int64(info.debounce_us)))
  }

  private static func bias(_ bias: Int) -> Pull? {
    switch bias {
    case CGPIO_BIAS_OFF: Pull.none
    case CGPIO_BIAS_UP: .up
    case CGPIO_BIAS_DOWN: .down
    default: nil
    }
  }

  /// The line as a pin that is on no header, for a board made up of such.
  public var pin: Pin {
    Pin(
      chip: chip.path, number: offset, offset: offset, header: "", position: 0,
      lineNames: name.map { [$0] } ?? [])
  }
}

extension LineListing: CustomStringConvertible {
  /// The one way a line is printed: `BUTTON (gpiochip0:17)`, or `gpiochip0:17` without a name.
  public var description: String { pin.description }
}
