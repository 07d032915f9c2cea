import BackendContract
package import BoardHAL
import BoardHALLinux
import Glibc

/// A port of the kernel under contract; `Far` is what the test has at its other end.
package final class LinuxSerialRig<Far: FarEnd>: SerialRig {
  package let settings: SerialSettings
  package let far: Far

  private let linux: LinuxBoard

  /// Puts a board with one port, `uart0`, at `path`.
  package init(_ far: Far, at path: String, _ settings: SerialSettings = SerialSettings()) throws {
    self.far = far
    self.settings = settings
    linux = try PseudoTerminal.board(at: path)
  }

  package var board: any Backend { linux }

  package var port: String { "uart0" }

  package func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    let deadline = linux.now + .seconds(10)
    while !rest.isEmpty, linux.now < deadline {
      rest = rest.dropFirst(try far.send(rest))
      if !rest.isEmpty { pass(.milliseconds(1)) }
    }
  }

  package func sendBreak() throws -> Bool { try far.sendBreak() }

  package var wireForgets: Bool { far.wireForgets }

  package func hear() throws -> [UInt8] { far.hearNow() }

  package func hangUp() throws -> Bool { try far.goAway() }

  package func reconnect() throws -> Bool { try far.comeBack() }

  /// Real time passes by itself; nothing is waited for, the far end is the kernel's.
  package func pass(_ time: Nanoseconds) {
    var length = timespec(
      tv_sec: Int(time.count / 1_000_000_000), tv_nsec: Int(time.count % 1_000_000_000))
    nanosleep(&length, nil)
  }
}

/// What a test has at the far end of a kernel's port.
package protocol FarEnd: AnyObject {
  /// Says something; returns how many bytes were taken.
  func send(_ bytes: ArraySlice<UInt8>) throws -> Int
  /// Hears what has come, without waiting.
  func hearNow() -> [UInt8]
  /// What is sent while the board's port is closed is lost, as on a wire.
  var wireForgets: Bool { get }
  /// Breaks; false when it cannot.
  func sendBreak() throws -> Bool
  /// Makes the port go away; false when it cannot.
  func goAway() throws -> Bool
  /// Makes the port come back; false when it cannot.
  func comeBack() throws -> Bool
}
