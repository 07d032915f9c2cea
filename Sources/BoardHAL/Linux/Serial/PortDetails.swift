internal import CSerialPort

/// What a USB adaptor says of itself.
public struct USBIdentity: Sendable, Hashable {
  /// The maker's number, from USB's own list.
  public let vendorID: UInt16
  /// The maker's number for the product.
  public let productID: UInt16
  /// The number of this one adaptor, or "" for one that has none.
  public let serialNumber: String

  package init(vendorID: UInt16, productID: UInt16, serialNumber: String) {
    self.vendorID = vendorID
    self.productID = productID
    self.serialNumber = serialNumber
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
        vendorID: UInt16(truncatingIfNeeded: details.vendor_id),
        productID: UInt16(truncatingIfNeeded: details.product_id), serialNumber: serialNumber)
  }

  private static func text<Field>(_ field: inout Field) -> String {
    withUnsafeBytes(of: &field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
