import BoardHAL

/// What a serial line looks like on an oscilloscope: start bit, data, check bit, stop bits.
///
/// One direction of a port. The line rests high; characters never overlap, so that what came faster
/// than the wire could have carried it, as over a pseudo-terminal, comes later here.
struct UARTWaveform {
  /// A change of the line.
  struct Change: Equatable {
    let time: BoardInstant
    let isHigh: Bool
  }

  /// The changes, in the order of time.
  private(set) var changes: [Change] = []

  private let settings: SerialSettings
  private let checkBits: Int
  /// When the line has rested long enough for the next character.
  private var free = BoardInstant.start

  init(_ settings: SerialSettings) {
    self.settings = settings
    checkBits = settings.parity == .none ? 0 : 1
  }

  /// Bits of one character, with its start and stop bits.
  private var frameLength: Int { 1 + settings.dataBits + checkBits + settings.stopBits }

  private func length(ofBits count: Int) -> Nanoseconds {
    Nanoseconds(Int64(count) * 1_000_000_000 / Int64(settings.baud))
  }

  /// Characters that begin at `time`, or once the line is free.
  mutating func send(_ bytes: [UInt8], from time: BoardInstant) {
    put(bytes.flatMap { frame(of: $0) }, from: time)
  }

  /// Characters of which the last had wholly arrived at `time`.
  mutating func receive(_ bytes: [UInt8], by time: BoardInstant) {
    let bits = bytes.flatMap { frame(of: $0) }
    put(bits, from: time + Nanoseconds(-length(ofBits: bits.count).count))
  }

  /// What arrived damaged at `time`: a wrong check bit, a missing stop bit, or a break.
  mutating func receive(_ kind: SerialRecord.Kind, _ byte: UInt8, by time: BoardInstant) {
    var bits = frame(of: byte)
    switch kind {
    case .parity where checkBits > 0: bits[1 + settings.dataBits].toggle()
    case .framing:
      for index in frameLength - settings.stopBits..<frameLength { bits[index] = false }
      // The line has to rise before it can fall for the next start bit.
      bits.append(true)
    case .breakSignal: bits = Array(repeating: false, count: 2 * frameLength) + [true]
    default: return
    }
    put(bits, from: time + Nanoseconds(-length(ofBits: bits.count).count))
  }

  /// The bits of a character in the order in which they are on the wire.
  private func frame(of byte: UInt8) -> [Bool] {
    let data = (0..<settings.dataBits).map { byte >> UInt8($0) & 1 == 1 }
    let isOdd = !data.count(where: \.self).isMultiple(of: 2)
    var bits = [false] + data
    if checkBits > 0 { bits.append(settings.parity == .even ? isOdd : !isOdd) }
    return bits + Array(repeating: true, count: settings.stopBits)
  }

  private mutating func put(_ bits: [Bool], from time: BoardInstant) {
    let start = max(free, time)
    // Each end is worked out from the start, so that rounding does not add up.
    for (index, bit) in bits.enumerated() where bit != (changes.last?.isHigh ?? true) {
      changes.append(Change(time: start + length(ofBits: index), isHigh: bit))
    }
    free = start + length(ofBits: bits.count)
  }
}
