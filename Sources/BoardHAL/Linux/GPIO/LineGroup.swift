public import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// GPIO lines that are held to be looked at or driven, without a board around them.
///
/// Those on one chip are read, and driven, at one moment where libgpiod requests several lines at
/// once, which its API 1 does not: then one after the other. The lines are given back when this
/// goes; what they do from then on is up to the chip and its driver.
public final class LineGroup {
  /// What lines are held for.
  public enum Use: Sendable, Hashable {
    /// To be looked at; an output becomes an input.
    case input
    /// To be looked at, whichever way they go.
    case asIs
    /// To be driven, beginning with these values, one for each line.
    case output([LineValue], LineDrive)
  }

  /// Lines of one request.
  private final class Part {
    let lines: Range<Int>
    let request: GPIORequest

    init(_ lines: Range<Int>, _ request: consuming GPIORequest) {
      self.lines = lines
      self.request = request
    }
  }

  private let lines: [LineListing]
  private var parts: [Part] = []
  /// Where each line of the caller's stands in `lines`, which are in order of chips.
  private let places: [Int]

  /// Takes lines.
  ///
  /// - Parameters:
  ///   - lines: The lines, each once, of whatever chips.
  ///   - use: What for.
  ///   - active: The voltage that means active.
  ///   - bias: The pull of all of them; nil leaves each as it is, as it has to with `asIs`.
  ///   - consumer: Who is told to hold them.
  /// - Throws: `BoardError`, naming who holds a line, or what is missing; then none is held.
  public init(
    _ lines: [LineListing], for use: Use, active: ActiveLevel = .high, bias: Pull? = nil,
    consumer: String
  ) throws(BoardError) {
    let order = lines.indices.sorted { (lines[$0].chip.path, $0) < (lines[$1].chip.path, $1) }
    self.lines = order.map { lines[$0] }
    var places = Array(repeating: 0, count: lines.count)
    for (place, index) in order.enumerated() { places[index] = place }
    self.places = places
    let settings = order.map { index in
      var line = cgpio_line()
      line.offset = UInt32(lines[index].offset)
      line.bias = cgpio_line.bias(bias)
      line.is_active_low = active == .low ? 1 : 0
      switch use {
      case .input: line.direction = UInt8(CGPIO_INPUT)
      case .asIs: line.direction = UInt8(CGPIO_AS_IS)
      case .output(let values, let drive):
        line.direction = UInt8(CGPIO_OUTPUT)
        line.drive = drive.number
        line.value = values[index] == .active ? 1 : 0
      }
      return line
    }
    for range in Self.parts(self.lines) {
      let request = try GPIORequest(
        Array(settings[range]), of: self.lines[range].map(\.description),
        on: self.lines[range.lowerBound].chip, as: consumer, edgeCapacity: 0, ChipDirectory())
      parts.append(Part(range, request))
    }
  }

  /// Rows of lines of one chip, as long as one request takes.
  private static func parts(_ lines: [LineListing]) -> [Range<Int>] {
    let longest = Int(cgpio_lines_per_request())
    var parts: [Range<Int>] = []
    for index in lines.indices {
      if let last = parts.last, last.count < longest,
        lines[last.lowerBound].chip == lines[index].chip
      {
        parts[parts.count - 1] = last.lowerBound..<index + 1
      } else {
        parts.append(index..<index + 1)
      }
    }
    return parts
  }

  /// What each line means now.
  ///
  /// - Throws: `gone` when a chip was removed, or `system`.
  public func values() throws(BoardError) -> [LineValue] {
    var values: [LineValue] = []
    for part in parts {
      guard let read = part.request.values(part.lines.count) else {
        throw failure("gpiod get values", part)
      }
      values += read
    }
    return places.map { values[$0] }
  }

  /// Drives each line.
  ///
  /// - Throws: `gone` when a chip was removed, or `system`.
  /// - Precondition: the lines are held as outputs, and there is a value for each.
  public func drive(_ values: [LineValue]) throws(BoardError) {
    precondition(values.count == lines.count, "a value for each line")
    var ordered = values
    for (index, place) in places.enumerated() { ordered[place] = values[index] }
    for part in parts where !part.request.drive(Array(ordered[part.lines])) {
      throw failure("gpiod set values", part)
    }
  }

  private func failure(_ call: String, _ part: Part) -> BoardError {
    let number = errno
    let name = lines[part.lines.lowerBound].description
    return number == ENODEV ? .gone(name) : systemError(call, on: name, number)
  }
}
