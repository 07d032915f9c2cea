public import BoardHAL

/// What kind of thing drives a line, and so what acknowledging it takes off the line.
public protocol InterruptSource {
  /// What one interrupt of such a line brings.
  associatedtype Record: BitwiseCopyable

  /// True for the sources whose records are of this kind, and for software.
  static func accepts(_ source: LineSource) -> Bool

  /// The record as this kind of source reads it, or nil when it is of another kind.
  static func record(_ record: LineRecord) -> Record?
}

/// A GPIO line: each interrupt brings one edge.
public enum EdgeSource: InterruptSource {
  /// True for the sources whose records are of this kind, and for software.
  public static func accepts(_ source: LineSource) -> Bool {
    !source.isSerial
  }

  /// The record as this kind of source reads it, or nil when it is of another kind.
  @inlinable
  public static func record(_ record: LineRecord) -> EdgeRecord? {
    guard case .edge(let edge) = record else { return nil }
    return edge
  }
}

/// The lines of a serial port: each interrupt brings some bytes, one error, or news of the port.
public enum SerialSource: InterruptSource {
  /// True for the sources whose records are of this kind, and for software.
  public static func accepts(_ source: LineSource) -> Bool {
    if case .edges = source { return false }
    return true
  }

  /// The record as this kind of source reads it, or nil when it is of another kind.
  @inlinable
  public static func record(_ record: LineRecord) -> SerialRecord? {
    guard case .serial(let serial) = record else { return nil }
    return serial
  }
}

/// A line that only asks: raised by software or held by a device; the cause is in the device.
public enum BareSource: InterruptSource {
  /// True for the sources whose records are of this kind, and for software.
  public static func accepts(_ source: LineSource) -> Bool { true }

  /// An interrupt that brings nothing but itself.
  @frozen
  public struct Record: BitwiseCopyable, Sendable, Hashable {
    @inlinable
    init() {}
  }

  /// The record as this kind of source reads it, or nil when it is of another kind.
  @inlinable
  public static func record(_ record: LineRecord) -> Record? {
    guard case .bare = record else { return nil }
    return Record()
  }
}
