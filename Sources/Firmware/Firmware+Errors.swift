extension Firmware {
  /// Takes the oldest entry of the error log, or nil (row L44).
  public func takeError() -> DeviceErrorRecord? { dispatcher.takeError() }

  /// Entries of the error log that made room for newer ones.
  public var errorsLost: UInt64 { dispatcher.core.tallies.errorsLost }
}
