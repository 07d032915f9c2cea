internal import CSerialPort

/// What a USB adaptor says of itself.
public struct USBIdentity: Sendable, Hashable, CustomStringConvertible {
  /// The maker's number, from USB's own list.
  public let vendorID: UInt16
  /// The maker's number for the product.
  public let productID: UInt16
  /// The number of this one adaptor, or "" for one that has none.
  public let serialNumber: String

  /// Describes an adaptor.
  public init(_ vendorID: UInt16, _ productID: UInt16, _ serialNumber: String) {
    self.vendorID = vendorID
    self.productID = productID
    self.serialNumber = serialNumber
  }

  /// The numbers as `lsusb` writes them: `USB 0403:6001, serial number A5002`.
  public var description: String {
    let numbers = [vendorID, productID].map { number in
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
    return "USB \(numbers.joined(separator: ":"))"
      + (serialNumber.isEmpty ? "" : ", serial number \(serialNumber)")
  }
}

/// What libserialport tells of a port; opens nothing.
struct PortDetails {
  let description: String
  let manufacturer: String
  let product: String
  /// Nil for a port that is not on USB.
  let usb: USBIdentity?

  /// Nil for a port that libserialport does not know, and where the package was built without it.
  init?(of device: String) {
    var details = cserial_description()
    guard cserial_describe(device, &details) == 0 else { return nil }
    description = Self.text(&details.description)
    manufacturer = Self.text(&details.manufacturer)
    product = Self.text(&details.product)
    let serialNumber = Self.text(&details.serial)
    usb =
      details.vendor_id < 0
      ? nil
      : USBIdentity(
        UInt16(truncatingIfNeeded: details.vendor_id),
        UInt16(truncatingIfNeeded: details.product_id), serialNumber)
  }

  private static func text<Field>(_ field: inout Field) -> String {
    withUnsafeBytes(of: &field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
