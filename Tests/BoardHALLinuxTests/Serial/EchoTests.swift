import BoardHAL
import BoardHALLinux
import CAllocationCounter
import Firmware
import Glibc
import SerialRigs
import Synchronization
import Testing

/// Firmware on a port of the kernel, from the byte that comes to the byte that goes.
@Suite struct EchoTests {
  /// BOARD_SOAK_BYTES asks for a longer one; BOARD_SOAK_SEED for another stream.
  static func number(_ name: String, _ usual: UInt64) -> UInt64 {
    getenv(name).flatMap { UInt64(String(cString: $0)) } ?? usual
  }

  @Test("H15 H18 a random stream in random pieces comes back byte for byte, and takes no memory")
  func stream() throws {
    let size = Int(Self.number("BOARD_SOAK_BYTES", 400_000))
    let seed = Self.number("BOARD_SOAK_SEED", 0x0BAD_5EED)
    let far = try PseudoTerminal()
    let board = try PseudoTerminal.board(at: far.path)
    let firmware = Firmware(on: board)
    let echo = try firmware.connectEcho()
    holdUp(far, firmware)
    let drill = EchoDrill(size: size, seed: seed)
    let terminal = far.descriptor
    let bell = board.bell
    let thread = JoinedThread { drill.run(on: terminal, bell: bell) }

    // What the runtime takes once, at the first of everything, is taken by then.
    firmware.run(until: nil) { drill.heardCount > size / 4 || drill.hasEnded }
    let before = residentBytes()
    let taken = allocation_count()
    firmware.run(until: nil) { drill.hasEnded }
    let allocations = allocation_count() - taken
    let growth = residentBytes() - before
    thread.join()

    let facts = Comment(
      rawValue: "seed \(seed), \(drill.heardCount) of \(size) bytes, \(allocations) allocations,"
        + " resident grew by \(growth)")
    #expect(drill.firstWrong == nil, facts)
    #expect(drill.heardCount == size, facts)
    #expect(echo.inspect { $0.strays } == 0, facts)
    // Swift 6.2.3 takes the frames of coroutines from the heap in builds like this one.
    #if compiler(>=6.3)
      #expect(taken < 0 || allocations == 0, facts)
    #endif
    if getenv("BOARD_SOAK_BYTES") != nil {
      // Alone in its process, with nobody else's memory in the figure.
      #expect(growth < 1_000_000, facts)
      print("echo: \(facts.rawValue)")
    }
  }

  /// Lets the echo be full once: a far end that says more than it hears, and then hears it all.
  private func holdUp(_ far: PseudoTerminal, _ firmware: Firmware) {
    var (said, heard) = (0, 0)
    for _ in 1...50 {
      said += far.send([UInt8](repeating: 0xFF, count: 2_000))
      firmware.run(until: firmware.now + .milliseconds(1))
    }
    let deadline = firmware.now + .seconds(10)
    while heard < said, firmware.now < deadline {
      heard += far.hearNow().count
      firmware.run(until: firmware.now + .milliseconds(1))
    }
  }

  private func residentBytes() -> Int {
    let pages = (try? readFile("/proc/self/statm"))?.split(separator: " ").dropFirst().first
    return (pages.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE))
  }

  private func readFile(_ path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw PseudoTerminalError(number: errno) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
