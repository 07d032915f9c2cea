/// What a board has, independent of what is wired to it: one file of `boards/`.
///
/// The value is plain data, complete once made; backends look up chips and ports in it, and
/// nothing in it depends on the machine that reads it.
public struct BoardDescription: Sendable, Equatable {
  /// What files and the command line call the board: `raspberry-pi-5`.
  public let name: String

  /// What people call it: `Raspberry Pi 5`.
  public let title: String

  /// The GPIO chips, by label.
  public let chips: [ChipDescription]

  /// The pin header.
  public let header: HeaderDescription

  /// The serial ports, in the order of the file.
  public let serialPorts: [SerialPortDescription]

  /// What the pins bear, as published by the maker.
  public let limits: ElectricalLimits

  /// Makes a board out of its parts.
  public init(
    name: String,
    title: String,
    chips: [ChipDescription],
    header: HeaderDescription,
    serialPorts: [SerialPortDescription],
    limits: ElectricalLimits
  ) {
    self.name = name
    self.title = title
    self.chips = chips
    self.header = header
    self.serialPorts = serialPorts
    self.limits = limits
  }

  /// The GPIO pins on the header, in header order.
  public var pins: [Pin] {
    header.pins.compactMap { $0.pin }
  }

  /// The pin with this GPIO number, or nil when the header does not carry it.
  public func pin(numbered number: Int) -> Pin? {
    pins.first { $0.number == number }
  }

  /// The serial port with this name or alias.
  public func serialPort(named name: String) -> SerialPortDescription? {
    serialPorts.first { $0.name == name || $0.aliases.contains(name) }
  }
}
