internal import BoardHAL

/// What one reading of a port brought, until it is taken record by record.
///
/// One buffer for the life of the port: nothing is allocated for what comes. It is filled only when
/// it is empty, so what firmware does not take stays in the kernel (row H15).
struct Receiver: ~Copyable {
  /// The kernel may have more.
  var isReady = false

  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var next = 0
  private var end = 0
  private var readAt = BoardInstant.start
  private var marks = MarkDecoder()
  private var errors: LineErrors
  private let marksErrors: Bool
  /// Came after the bytes of the record that was given, and belongs into the next.
  private var damaged: UInt8?
  private var lost: UInt32 = 0

  /// One more than a tty hands out at once, so that no reading is followed by another without a
  /// question between: a reading that finds nothing makes the kernel wait for who feeds the tty,
  /// and the thread of a level would sleep with the core's lock held.
  private static let capacity = 4_096

  init(_ tty: TTY, _ settings: SerialSettings) {
    buffer = .allocate(capacity: Self.capacity)
    buffer.initialize(repeating: 0)
    marksErrors = tty.capabilities.marksErrors
    errors = LineErrors(tty.readCounters(), checksParity: settings.parity != .none)
  }

  deinit { buffer.deallocate() }

  /// Nothing is left of what was read.
  var isEmpty: Bool { next == end && damaged == nil && lost == 0 }

  /// Begins with another connection, on which nothing has come yet.
  mutating func begin(_ tty: TTY, _ settings: SerialSettings) {
    marks.reset()
    errors = LineErrors(tty.readCounters(), checksParity: settings.parity != .none)
    isReady = false
  }

  /// Reads once; what comes has this time.
  ///
  /// - Returns: false when the port is gone.
  mutating func fill(from tty: TTY, at now: BoardInstant) -> Bool {
    isReady = false
    readAt = now
    switch tty.receive(into: buffer) {
    case .moved(let count):
      next = 0
      end = count
      // Less than asked for is all there is: a tty that gets more is ready again.
      isReady = count == buffer.count
    case .wouldBlock: return true
    case .gone, .failed: return false
    }
    // After the reading, so that the driver has counted whatever is marked in it.
    if let counters = tty.readCounters() {
      errors.update(counters)
      lost += errors.takeLost()
    }
    return true
  }

  /// The next bytes that stand together, or the next error; nil when all has been taken.
  ///
  /// Lost bytes are reported behind what was read with them: the driver does not say where they
  /// are missing.
  mutating func take(generation: UInt32) -> SerialRecord? {
    if let byte = damaged {
      damaged = nil
      return record(of: byte, generation)
    }
    var record = SerialRecord(time: readAt, kind: .bytes, generation: generation)
    while next < end, record.count < SerialRecord.capacity {
      let plain = plainCount(room: SerialRecord.capacity - Int(record.count))
      guard plain == 0 else {
        next += record.append(UnsafeBufferPointer(rebasing: buffer[next..<next + plain]).span)
        continue
      }
      let byte = buffer[next]
      next += 1
      switch marks.take(byte) {
      case nil: break
      case .byte(let byte): _ = record.tryAppend(byte)
      case .damaged(let byte):
        if record.count == 0 { return self.record(of: byte, generation) }
        damaged = byte
        return record
      }
    }
    if record.count > 0 { return record }
    guard lost > 0 else { return nil }
    defer { lost = 0 }
    return SerialRecord(time: readAt, kind: .overrun, count: lost, generation: generation)
  }

  /// How many of the next `room` bytes stand for themselves, up to the first that does not: these
  /// are nearly all, and are taken together.
  private func plainCount(room: Int) -> Int {
    let limit = min(end, next + room)
    guard marksErrors else { return limit - next }
    guard marks.isPlain else { return 0 }
    var index = next
    while index < limit, buffer[index] != MarkDecoder.mark { index += 1 }
    return index - next
  }

  private mutating func record(of byte: UInt8, _ generation: UInt32) -> SerialRecord {
    let kind = errors.classify(byte)
    return kind == .breakSignal
      ? SerialRecord(time: readAt, kind: kind, generation: generation)
      : SerialRecord(time: readAt, damaged: kind, byte: byte, generation: generation)
  }
}
