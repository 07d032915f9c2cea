internal import BoardHAL

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A line of a chip without interrupts: it brings no records, and is looked at when asked.
final class PolledInput: LineFeed {
  private let pin: Pin
  private let request: GPIORequest
  private let offset: UInt32

  init(_ pin: Pin, _ request: consuming GPIORequest, offset: UInt32) {
    self.pin = pin
    self.request = request
    self.offset = offset
  }

  /// None, though API 2 has one: nothing will ever be read from it.
  var descriptor: Int32? { nil }

  var interest: Readiness.Events { [] }

  var isDrained: Bool { true }

  func arrive(_ events: Readiness.Events, at now: BoardInstant, naming ready: inout ReadyLines) {}

  func takeRecord(from line: LineID, on clock: MonotonicClock) -> LineRecord? { nil }

  func hasRecord(_ line: LineID) -> Bool { false }

  func value(of line: LineID) throws(BoardError) -> LineValue {
    if let value = request.value(of: offset) { return value }
    let number = errno
    if number == ENODEV { throw .gone(pin.description) }
    throw systemError("gpiod get value", on: pin.description, number)
  }

  func transmit(_ bytes: Span<UInt8>, on line: LineID) throws(BoardError) -> Int {
    throw .speechless(line)
  }

  func close(_ line: LineID) -> Bool { true }
}
