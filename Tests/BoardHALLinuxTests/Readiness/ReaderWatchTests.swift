import BoardHAL
import BoardHALLinux
import Glibc
import Testing

struct ReaderWatchTests {
  /// A reader and a writer that no program of another test inherits, as it would with `pipe`.
  private func pair() throws -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
    return (ends[0], ends[1])
  }

  @Test func `that the reader has gone is known without a write, and for good`() throws {
    let (reader, writer) = try pair()
    defer { close(writer) }
    let watch = try ReaderWatch(of: writer)
    #expect(!watch.isGone)
    // What a reader says is no going away.
    #expect(write(reader, "x", 1) == 1)
    #expect(!watch.isGone)
    close(reader)
    #expect(watch.isGone)
    #expect(watch.isGone)
  }

  @Test func `its going ends a wait`() throws {
    let (reader, writer) = try pair()
    defer { close(writer) }
    let watch = try ReaderWatch(of: writer)
    let signals = try TerminationSignals(clock: MonotonicClock())
    #expect(signals.wait(until: .start, orReading: [watch.descriptor]) == .deadline)
    close(reader)
    #expect(signals.wait(until: nil, orReading: [watch.descriptor]) == .readable)
  }

  @Test func `nobody goes away from a file`() throws {
    let file = open("/dev/null", O_WRONLY | O_CLOEXEC)
    try #require(file >= 0)
    defer { close(file) }
    #expect(try !ReaderWatch(of: file).isGone)
  }
}
