import BoardHAL
package import BoardHALLinux
import CPseudoTerminal
import Glibc

/// The far end of a serial port that is a pseudo-terminal.
package final class PseudoTerminal {
  /// The device file of the board's end.
  package let path: String

  /// The far end itself, which does not block; -1 once it has gone.
  package var descriptor: Int32 { master }

  private var master: Int32

  package init() throws {
    var name = [CChar](repeating: 0, count: 64)
    master = pseudo_terminal_open(&name, name.count)
    guard master >= 0 else { throw PseudoTerminalError(number: errno) }
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
  }

  deinit { hangUp() }

  /// A board with one port, `uart0`, at `path`.
  package static func board(at path: String) throws -> LinuxBoard {
    try LinuxBoard(
      BoardDescription(
        name: "pty", title: "A pseudo-terminal", chips: [],
        header: HeaderDescription(name: "none", pins: []),
        serialPorts: [SerialPortDescription(name: "uart0", path: path)],
        limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300)))
  }

  /// Says something; returns how many bytes the terminal took.
  @discardableResult
  package func send(_ bytes: some Collection<UInt8>) -> Int {
    let bytes = Array(bytes)
    let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    return max(0, count)
  }

  package func send(_ text: String) { send(Array(text.utf8)) }

  /// Hears what has come, `limit` bytes at most; waits for it, for as long as no healthy program
  /// needs.
  ///
  /// While nobody has the board's end open, waiting for something returns at once: then it is asked
  /// again and again.
  package func hear(_ limit: Int = 65_536) -> [UInt8] {
    for _ in 0..<3_000 {
      var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 30_000) > 0 else { break }
      let bytes = hearNow(limit)
      if !bytes.isEmpty { return bytes }
      usleep(10_000)
    }
    return []
  }

  /// Hears what has come, without waiting.
  package func hearNow(_ limit: Int = 65_536) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = read(master, &bytes, limit)
    return Array(bytes.prefix(max(0, count)))
  }

  /// Hears until `count` bytes have come.
  package func hear(exactly count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = hear(count - bytes.count)
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }

  /// Goes away, as an adaptor that is unplugged.
  package func hangUp() {
    guard master >= 0 else { return }
    close(master)
    master = -1
  }
}

/// A call that the kernel refused.
package struct PseudoTerminalError: Error {
  package let number: Int32

  package init(number: Int32) { self.number = number }
}
