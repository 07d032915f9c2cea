/// Owns the memory of rows and places, and gives it back when it goes.
///
/// Memory is taken in blocks and given out piece by piece: making a firmware costs few allocations,
/// not one for each row, and an explorer of schedules makes thousands of them in a second.
@safe
public struct RowMemory: ~Copyable {
  /// Stands at the beginning of each block.
  @unsafe
  private struct Block {
    let previous: UnsafeMutablePointer<Block>?
  }

  /// Values that end before their memory is given back.
  @unsafe
  private struct Ending {
    let previous: UnsafeMutablePointer<Ending>?
    let place: UnsafeMutableRawPointer
    let count: Int
    let end: (UnsafeMutableRawPointer, Int) -> Void
  }

  private var newest: UnsafeMutablePointer<Block>?
  private var endings: UnsafeMutablePointer<Ending>?
  /// Where the rest of the newest block begins and ends.
  @usableFromInline
  var next: UInt = 0
  @usableFromInline
  var end: UInt = 0
  /// The bytes of the next block.
  private var blockSize: Int

  /// Makes an owner of nothing.
  ///
  /// - Parameter blockSize: The bytes of the first block, in which all should fit; each later one
  ///   has twice as many as the one before.
  public init(blockSize: Int = 4096) {
    self.blockSize = blockSize
  }

  deinit {
    // The last first: a value may refer to what was made before it.
    var lastEnding = unsafe endings
    while let ending = unsafe lastEnding {
      unsafe ending.pointee.end(ending.pointee.place, ending.pointee.count)
      unsafe lastEnding = ending.pointee.previous
      unsafe ending.deinitialize(count: 1)
    }
    var lastBlock = unsafe newest
    while let block = unsafe lastBlock {
      unsafe lastBlock = block.pointee.previous
      unsafe UnsafeMutableRawPointer(block).deallocate()
    }
  }

  // MARK: Rows and places

  /// Takes memory for a row of `count` elements, each made from its index.
  @inlinable
  public mutating func row<Element: ~Copyable>(
    count: Int, _ element: (Int) -> Element
  ) -> FixedRow<Element> {
    let base = unsafe take(count, of: Element.self)
    for index in 0..<count { unsafe (base + index).initialize(to: element(index)) }
    unsafe endLater(base, count: count)
    return unsafe FixedRow(base: base, count: count)
  }

  /// Takes memory for a row of `count` copies of `element`.
  @inlinable
  public mutating func row<Element>(repeating element: Element, count: Int) -> FixedRow<Element> {
    row(count: count) { _ in element }
  }

  /// Takes memory for a row of `count` copies of a plain value, which has nothing to end.
  @inlinable
  public mutating func row<Element: BitwiseCopyable>(
    repeating element: Element, count: Int
  ) -> FixedRow<Element> {
    let base = unsafe take(count, of: Element.self)
    unsafe base.initialize(repeating: element, count: count)
    return unsafe FixedRow(base: base, count: count)
  }

  /// Takes memory for a value, and puts it there.
  @inlinable
  public mutating func place<Value: ~Copyable>(_ value: consuming Value) -> Place<Value> {
    let address = unsafe take(1, of: Value.self)
    unsafe address.initialize(to: value)
    unsafe endLater(address, count: 1)
    return unsafe Place(address)
  }

  /// Takes memory for a plain value, and puts it there.
  @inlinable
  public mutating func place<Value: BitwiseCopyable>(_ value: Value) -> Place<Value> {
    let address = unsafe take(1, of: Value.self)
    unsafe address.initialize(to: value)
    return unsafe Place(address)
  }

  // MARK: Bytes

  /// Takes memory for `count` values that have not been made.
  ///
  /// Nobody ends them: they are plain, or their owner does it.
  @unsafe
  @inlinable
  public mutating func take<Value: ~Copyable>(
    _ count: Int, of type: Value.Type
  ) -> UnsafeMutablePointer<Value> {
    precondition(count >= 0, "a row cannot have a negative number of elements")
    // At least a byte: no two places are the same, also if what lies there is empty.
    let size = Swift.max(count * MemoryLayout<Value>.stride, 1)
    return unsafe take(size, alignment: MemoryLayout<Value>.alignment)
      .assumingMemoryBound(to: Value.self)
  }

  @inlinable
  mutating func take(_ size: Int, alignment: Int) -> UnsafeMutableRawPointer {
    let mask = UInt(alignment - 1)
    var place = (next + mask) & ~mask
    if place + UInt(size) > end {
      addBlock(atLeast: size + alignment)
      place = (next + mask) & ~mask
    }
    next = place + UInt(size)
    return unsafe pointer(to: place)
  }

  @inlinable
  func pointer(to place: UInt) -> UnsafeMutableRawPointer {
    guard let pointer = unsafe UnsafeMutableRawPointer(bitPattern: place) else {
      preconditionFailure("a block does not lie at address 0")
    }
    return unsafe pointer
  }

  @usableFromInline
  mutating func addBlock(atLeast size: Int) {
    let header = unsafe MemoryLayout<Block>.stride
    let size = Swift.max(header + size, blockSize)
    blockSize = 2 * size
    let raw = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    let block = unsafe raw.bindMemory(to: Block.self, capacity: 1)
    unsafe block.initialize(to: Block(previous: newest))
    unsafe newest = block
    next = UInt(bitPattern: raw) + UInt(header)
    end = UInt(bitPattern: raw) + UInt(size)
  }

  /// Takes a place at the far end of the block: what is looked at only once does not stand between
  /// things that are looked at together.
  private mutating func takeFromBehind<Value>(_ type: Value.Type) -> UnsafeMutablePointer<Value> {
    let size = UInt(MemoryLayout<Value>.size)
    let mask = UInt(MemoryLayout<Value>.alignment - 1)
    if end < next + size + mask { addBlock(atLeast: Int(size + mask)) }
    end = (end - size) & ~mask
    return unsafe pointer(to: end).assumingMemoryBound(to: type)
  }

  @usableFromInline
  mutating func endLater(
    _ place: UnsafeMutableRawPointer, count: Int,
    _ end: @escaping (UnsafeMutableRawPointer, Int) -> Void
  ) {
    let ending = unsafe takeFromBehind(Ending.self)
    unsafe ending.initialize(
      to: Ending(previous: endings, place: place, count: count, end: end))
    unsafe endings = ending
  }

  @inlinable
  mutating func endLater<Value: ~Copyable>(_ base: UnsafeMutablePointer<Value>, count: Int) {
    unsafe endLater(UnsafeMutableRawPointer(base), count: count) { place, count in
      unsafe place.assumingMemoryBound(to: Value.self).deinitialize(count: count)
    }
  }
}
