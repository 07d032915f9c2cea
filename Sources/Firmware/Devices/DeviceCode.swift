/// The events or actions of a device: small numbers inside, names outside.
public protocol DeviceCode: RawRepresentable<UInt8>, Sendable {
  /// What people and files call it.
  var name: String { get }
}

extension DeviceCode {
  /// What people and files call it.
  public var name: String { "code \(rawValue)" }
}
