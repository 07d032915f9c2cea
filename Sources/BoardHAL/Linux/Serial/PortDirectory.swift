internal import CSerialPort

/// One serial port of this machine.
public struct PortListing: Sendable, Hashable {
  /// Who has a port open.
  public enum Use: Sendable, Hashable {
    /// Nobody has.
    case free
    /// A program has, or several.
    case held(String)
    /// Nobody that this user may look at; others there are.
    case unknown
  }

  /// The device file: `/dev/ttyUSB0`.
  public let path: String
  /// What it is: the product on USB, else the name of the file.
  public let title: String
  /// The kernel's driver, or nil when there is none to name.
  public let driver: String?
  /// Who made the adaptor, or "" where nobody says.
  public let manufacturer: String
  /// What a USB adaptor says of itself; nil for others, and without libserialport.
  public let usb: USBIdentity?
  /// Links that always lead to this port, best first.
  public let stableNames: [String]
  /// Who has it open.
  public let use: Use

  /// Describes a port; by default it says nothing of itself.
  public init(
    path: String, title: String, driver: String? = nil, manufacturer: String = "",
    usb: USBIdentity? = nil, stableNames: [String] = [], use: Use
  ) {
    self.path = path
    self.title = title
    self.driver = driver
    self.manufacturer = manufacturer
    self.usb = usb
    self.stableNames = stableNames
    self.use = use
  }
}

/// The serial ports of this machine, found without opening any: opening can reset what is attached.
public struct PortDirectory: Sendable {
  /// Where the kernel lists its terminals.
  static let folder = "/sys/class/tty"

  /// The version of libserialport, which tells titles, makers and USB data, or nil without it.
  public static var library: String? {
    let version = String(cString: cserial_library())
    return version.isEmpty ? nil : version
  }

  /// The ports, those with high numbers last; pseudo-terminals and consoles are none.
  public static func ports() -> [PortListing] {
    let holders = PortHolders()
    return Paths.names(in: folder)
      .filter(isPort)
      .sorted(by: precedes)
      .map { name in
        let path = "/dev/\(name)"
        let details = PortDetails(of: path)
        let use: PortListing.Use =
          holders.holder(of: path).map { .held($0) } ?? (holders.isPartial ? .unknown : .free)
        return PortListing(
          path: path, title: details.map(title) ?? name,
          driver: driver(of: name),
          manufacturer: details?.manufacturer ?? "", usb: details?.usb,
          stableNames: StableName.links(to: path), use: use)
      }
  }

  /// True for a terminal behind which there is hardware, or a gadget's far end.
  private static func isPort(_ name: String) -> Bool {
    guard Paths.target(of: "\(folder)/\(name)/device") != nil || name.hasPrefix("ttyGS") else {
      return false
    }
    // The 8250 driver reserves more ports than there are; those without a chip say so.
    return Paths.firstLine(of: "\(folder)/\(name)/type") != "0"
  }

  /// The driver of the hardware.
  ///
  /// Since Linux 6.5 devices of the bus "serial-base" stand between a terminal and its UART, with
  /// drivers of their own that are called the same for all.
  private static func driver(of name: String) -> String? {
    var device = Paths.resolved("\(folder)/\(name)/device")
    while let path = device, let target = Paths.target(of: "\(path)/driver") {
      guard target.contains("/serial-base/") else { return Paths.name(of: target) }
      device = Paths.resolved("\(path)/..")
    }
    return nil
  }

  private static func title(_ details: PortDetails) -> String {
    details.product.isEmpty ? details.description : details.product
  }

  /// `ttyS2` before `ttyS10`.
  static func precedes(_ first: String, _ second: String) -> Bool {
    let (stem, number) = parts(first)
    let (otherStem, otherNumber) = parts(second)
    return stem == otherStem ? number < otherNumber : stem < otherStem
  }

  private static func parts(_ name: String) -> (stem: Substring, number: Int) {
    let stem = name.prefix { !$0.isNumber }
    return (stem, Int(name.dropFirst(stem.count)) ?? 0)
  }
}
