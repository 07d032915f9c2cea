import BoardHAL
import BoardHALLinux

/// The serial ports of this machine as a listing; none is opened.
enum MachinePorts {
  /// The ports, a row each; of those of one kind, the one with the highest number last.
  static func listing(_ ports: [PortListing] = PortDirectory.ports()) -> Listing {
    var listing = Listing(
      "ports",
      [
        .init("path"), .init("title"), .init("driver"), .init("manufacturer"),
        .init("usb", "USB", for: .people), .init("vendor-id", for: .programs),
        .init("product-id", for: .programs), .init("serial-number", "serial number"),
        .init("stable-names", "stable names"), .init("consumer", for: .programs),
        .init("in-use", for: .programs), .init("use", "open in", for: .people),
      ])
    for port in ports {
      let usb = port.usb
      listing.append(
        .text(port.path), .text(port.title), .init(port.driver), .init(port.manufacturer.orNil),
        .init(usb.map { "\(hexadecimal($0.vendorID)):\(hexadecimal($0.productID))" }),
        usb.map { .init($0.vendorID) } ?? .none, usb.map { .init($0.productID) } ?? .none,
        .init(usb?.serialNumber.orNil), .list(port.stableNames), .init(port.use.holder),
        port.use.isKnown.map { .flag($0) } ?? .none,
        .init(port.use == .unknown ? "unknown: ask as root" : port.use.holder))
    }
    return listing
  }

  /// What people should know besides.
  static func remarks(_ ports: [PortListing]) -> [String] {
    var remarks: [String] = []
    if ports.isEmpty {
      remarks.append(
        "this machine has no serial port; for a board that is described: board-cli ports BOARD")
    }
    if PortDirectory.library == nil {
      remarks.append(
        "built without libserialport, which tells titles, makers and USB data; install"
          + " libserialport-dev and build again")
    }
    return remarks
  }

  private static func hexadecimal(_ number: UInt16) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension PortListing.Use {
  fileprivate var holder: String? {
    guard case .held(let holder) = self else { return nil }
    return holder
  }

  /// Whether somebody has it; nil when that is not known.
  fileprivate var isKnown: Bool? {
    switch self {
    case .free: false
    case .held: true
    case .unknown: nil
    }
  }
}

extension String {
  /// Nil for "", which is how libraries say that there is nothing to say.
  fileprivate var orNil: String? { isEmpty ? nil : self }
}
