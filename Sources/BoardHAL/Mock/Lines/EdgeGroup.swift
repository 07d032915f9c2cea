/// Mock lines that were opened together: the kernel numbers their edges together too, which shows
/// those that it merged.
final class EdgeGroup {
  /// Merged edges that no record has told of yet.
  private var untold: UInt32 = 0

  /// The pins, which are given back together.
  let pins: [Int]
  private var openCount: Int

  init(_ pins: [Int]) {
    self.pins = pins
    openCount = pins.count
  }

  /// A line of the group is closed; true when it was the last.
  func close() -> Bool {
    openCount -= 1
    return openCount == 0
  }

  func merge() { untold += 1 }

  func takeUntold() -> UInt32 {
    defer { untold = 0 }
    return untold
  }
}
