package import BoardHALLinux
import Glibc
import Synchronization

/// Sends a stream of random bytes in random pieces, and checks that it comes back as it went: the
/// far end of an echo, on a thread of its own.
///
/// Nothing is kept of the stream: a second generator of the same seed says what is to come back.
package final class EchoDrill: Sendable {
  /// How many bytes go each way.
  package let size: Int

  /// The seed of the stream and of its pieces.
  package let seed: UInt64

  private let heard = Atomic<Int>(0)
  private let wrongAt = Atomic<Int>(-1)
  private let isOver = Atomic<Bool>(false)

  package init(size: Int, seed: UInt64) {
    self.size = size
    self.seed = seed
  }

  /// How many bytes have come back as they went.
  package var heardCount: Int { heard.load(ordering: .acquiring) }

  /// Where the stream came back otherwise than it went, or nil.
  package var firstWrong: Int? {
    let place = wrongAt.load(ordering: .acquiring)
    return place < 0 ? nil : place
  }

  /// Everything came back, or something came back wrong, or nothing came for ten seconds.
  package var hasEnded: Bool { isOver.load(ordering: .acquiring) }

  /// Drives the far end until the drill has ended; then rings the bell.
  ///
  /// - Precondition: nobody else uses the terminal meanwhile.
  package func run(on terminal: Int32, bell: Bell) {
    var outgoing = Stream(seed: seed)
    var expected = Stream(seed: seed)
    var pieces = Stream(seed: ~seed)
    var pending: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var (sent, heard) = (0, 0)
    while heard < size, firstWrong == nil {
      if pending.isEmpty, sent < size {
        let length = min(size - sent, 1 + Int(pieces.next()) * 16 + Int(pieces.next()) % 16)
        for _ in 0..<length { pending.append(outgoing.next()) }
        sent += length
      }
      let wanted = Int16(POLLIN) | (pending.isEmpty ? 0 : Int16(POLLOUT))
      var ready = pollfd(fd: terminal, events: wanted, revents: 0)
      guard poll(&ready, 1, 10_000) > 0 else { break }
      if ready.revents & Int16(POLLOUT) != 0 {
        let count = pending.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
        if count > 0 { pending.removeFirst(count) }
      }
      if ready.revents & Int16(POLLIN) != 0 {
        let count = max(0, read(terminal, &buffer, buffer.count))
        for index in 0..<count where buffer[index] != expected.next() {
          wrongAt.store(heard + index, ordering: .releasing)
          break
        }
        heard += count
        self.heard.store(heard, ordering: .releasing)
      }
    }
    isOver.store(true, ordering: .releasing)
    bell.ring()
  }

  /// Random bytes, the same for the same seed.
  private struct Stream {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }
}
