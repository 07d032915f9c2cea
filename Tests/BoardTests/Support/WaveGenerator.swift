import BoardHAL
import BoardHALLinux
import Glibc
import Synchronization

/// Drives all lines of a chip with square waves, from a thread of its own.
final class WaveGenerator: @unchecked Sendable {
  // The thread alone uses the chip's pulls until it has been joined.
  private let chip: SimulatedChip
  private let halfPeriod: Nanoseconds
  private let length: Nanoseconds
  private let edges = Atomic<Int>(0)
  private let isOver = Atomic<Bool>(false)
  private var thread = pthread_t()

  /// Begins to drive.
  init(_ chip: SimulatedChip, halfPeriod: Nanoseconds, length: Nanoseconds) throws {
    self.chip = chip
    self.halfPeriod = halfPeriod
    self.length = length
    let result = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<WaveGenerator>.fromOpaque(pointer).takeRetainedValue().drive()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    guard result == 0 else {
      throw KernelFile.Failure(path: "the generator", call: "pthread_create", number: result)
    }
  }

  /// True when all has been driven.
  var hasEnded: Bool { isOver.load(ordering: .acquiring) }

  /// Waits for the end; returns how many edges were made.
  func join() -> Int {
    pthread_join(thread, nil)
    return edges.load(ordering: .acquiring)
  }

  private func drive() {
    let clock = MonotonicClock()
    var next = BoardInstant.start
    var isHigh = false
    while next < .start + length {
      isHigh.toggle()
      for line in 0..<chip.lineCount where (try? chip.pull(line, high: isHigh)) != nil {
        edges.add(1, ordering: .relaxed)
      }
      next = next + halfPeriod
      clock.sleep(until: next)
    }
    // All low, so that one more edge of each can follow.
    for line in 0..<chip.lineCount where isHigh { try? chip.pull(line, high: false) }
    if isHigh { edges.add(chip.lineCount, ordering: .relaxed) }
    isOver.store(true, ordering: .releasing)
  }
}
