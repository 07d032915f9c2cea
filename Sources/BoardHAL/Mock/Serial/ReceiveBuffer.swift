internal import BoardHAL

/// What a peer puts on the wire towards the board.
enum SerialCharacter {
  case byte(UInt8)
  /// A character that arrives damaged: `framing` or `parity`.
  case damaged(SerialRecord.Kind, UInt8)
  case breakSignal
  /// Characters that the receiver is told to lose.
  case lost(UInt32)
}

/// The receiving side of a port: what has arrived and was not taken.
///
/// Errors stand in the stream where they happened (row H16). A full buffer loses what comes, and
/// the number lost stands where it is missing.
struct ReceiveBuffer {
  enum Item {
    case byte(UInt8)
    case damaged(SerialRecord.Kind, UInt8)
    case breakSignal
    case overrun(UInt32)
    case hangup
    case connected
  }

  private let capacity: Int
  private var items = FIFO<Item>()
  /// Characters in the buffer; news about the port itself takes no place.
  private var characters = 0
  /// The generation that the oldest item belongs to.
  private var generation: UInt32

  init(capacity: Int, generation: UInt32) {
    precondition(capacity > 0, "a receive buffer holds at least one character")
    self.capacity = capacity
    self.generation = generation
  }

  var isEmpty: Bool { items.isEmpty }

  /// Takes a character in, or counts it as lost.
  ///
  /// - Returns: how many characters were lost.
  mutating func store(_ character: SerialCharacter) -> UInt32 {
    if case .lost(let count) = character {
      overrun(by: count)
      return count
    }
    guard characters < capacity else {
      overrun(by: 1)
      return 1
    }
    characters += 1
    switch character {
    case .byte(let byte): items.append(.byte(byte))
    case .damaged(let kind, let byte): items.append(.damaged(kind, byte))
    case .breakSignal: items.append(.breakSignal)
    case .lost: break
    }
    return 0
  }

  /// The port goes, and takes along what was not taken from it, as a kernel's tty does.
  ///
  /// - Returns: how many characters that were.
  mutating func hangUp() -> Int {
    let forgotten = characters
    var kept = FIFO<Item>()
    while let item = items.popFirst() {
      switch item {
      case .hangup, .connected: kept.append(item)
      case .byte, .damaged, .breakSignal, .overrun: break
      }
    }
    characters = 0
    items = kept
    items.append(.hangup)
    return forgotten
  }

  mutating func connect() { items.append(.connected) }

  /// Takes the oldest item, or as many bytes as stand together and fit into one record.
  mutating func take(at now: BoardInstant) -> SerialRecord? {
    guard let item = items.first else { return nil }
    if case .byte = item { return takeBytes(at: now) }
    _ = items.popFirst()
    switch item {
    case .byte: return nil
    case .damaged(let kind, let byte):
      characters -= 1
      return SerialRecord(time: now, damaged: kind, byte: byte, generation: generation)
    case .breakSignal:
      characters -= 1
      return SerialRecord(time: now, kind: .breakSignal, generation: generation)
    case .overrun(let count):
      return SerialRecord(time: now, kind: .overrun, count: count, generation: generation)
    case .hangup:
      return SerialRecord(time: now, kind: .hangup, generation: generation)
    case .connected:
      generation += 1
      return SerialRecord(time: now, kind: .connected, generation: generation)
    }
  }

  private mutating func takeBytes(at now: BoardInstant) -> SerialRecord {
    var record = SerialRecord(time: now, kind: .bytes, generation: generation)
    while case .byte(let byte) = items.first, record.tryAppend(byte) {
      _ = items.popFirst()
    }
    characters -= Int(record.count)
    return record
  }

  private mutating func overrun(by count: UInt32) {
    if case .overrun(let before) = items.last {
      items.last = .overrun(before + count)
    } else {
      items.append(.overrun(count))
    }
  }
}
