/// Bytes that wait to be sent, in a ring of fixed size, for one owner at a time.
///
/// Handed out in contiguous pieces, so that a port gets as many as it takes in one call; what it
/// does not take stays in front.
@safe
public struct ByteQueue: ~Copyable {
  private let base: UnsafeMutablePointer<UInt8>
  private var head = 0

  /// How many bytes can wait.
  public let capacity: Int

  /// How many bytes wait.
  public private(set) var count = 0

  /// Makes an empty queue; allocates once, here.
  public init(capacity: Int) {
    precondition(capacity > 0, "a queue holds at least one byte")
    unsafe base = .allocate(capacity: capacity)
    unsafe base.initialize(repeating: 0, count: capacity)
    self.capacity = capacity
  }

  deinit {
    unsafe base.deallocate()
  }

  /// True when nothing waits.
  public var isEmpty: Bool { count == 0 }

  /// Appends a byte, or refuses when the queue is full.
  ///
  /// - Returns: false when the byte was not taken.
  public mutating func tryPush(_ byte: UInt8) -> Bool {
    guard count < capacity else { return false }
    let tail = head + count
    unsafe base[tail < capacity ? tail : tail - capacity] = byte
    count += 1
    return true
  }

  /// Appends bytes in their order, or refuses when there is no room for all of them.
  ///
  /// - Returns: false when none was taken.
  public mutating func tryPush(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count <= capacity - count else { return false }
    let tail = head + count < capacity ? head + count : head + count - capacity
    let first = Swift.min(bytes.count, capacity - tail)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (base + tail).update(from: start, count: first)
      unsafe base.update(from: start + first, count: bytes.count - first)
    }
    count += bytes.count
    return true
  }

  /// Hands out what waits until all is taken, or until `send` takes less than it is given.
  ///
  /// - Parameter send: Gets bytes that stand together, oldest first; returns how many it took.
  /// - Returns: true when nothing is left.
  public mutating func drain(_ send: (Span<UInt8>) -> Int) -> Bool {
    while count > 0 {
      let length = Swift.min(count, capacity - head)
      // From a buffer's span: Swift 6.2.3 fails to optimise a span made from the pointer here.
      let piece = unsafe UnsafeBufferPointer(start: base + head, count: length)
      let taken = send(unsafe piece.span)
      precondition(taken >= 0 && taken <= length, "took more bytes than there were")
      head = head + taken == capacity ? 0 : head + taken
      count -= taken
      guard taken == length else { return false }
    }
    return true
  }

  /// Forgets everything.
  ///
  /// - Returns: how many bytes that were.
  public mutating func removeAll() -> Int {
    defer { count = 0 }
    return count
  }
}
