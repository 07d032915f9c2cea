import CSerialPort
import Glibc

/// A far end that is a terminal device of the kernel itself: the other UART of a wired pair.
///
/// Set by the C functions that the board uses too, so a rig shows nothing about the settings
/// themselves; what it shows is what came of them on the wire.
package final class Terminal: FarEnd {
  private var descriptor: Int32 = -1
  private let path: String
  private let baud: UInt32

  package init(_ path: String, baud: Int = 115_200) throws {
    self.path = path
    self.baud = UInt32(baud)
    try openDevice()
  }

  deinit { closeDevice() }

  package func send(_ bytes: ArraySlice<UInt8>) throws -> Int {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno != EAGAIN { throw PseudoTerminalError(number: errno) }
    return max(0, count)
  }

  package func hearNow() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  /// The emulator's wire carries bytes and no levels: a break does not reach the other UART.
  package func sendBreak() -> Bool { false }

  /// The emulator keeps what is on the wire until the other UART takes it.
  package var wireForgets: Bool { false }

  /// Holds the line in break, as far as the device can.
  package func holdBreak() -> Bool {
    // What was sent before has to have left, or the break would come in its middle.
    tcdrain(descriptor) == 0 && tcsendbreak(descriptor, 0) == 0
  }

  package func goAway() -> Bool { false }

  package func comeBack() -> Bool { false }

  /// Opens the device, again after `closeDevice`.
  package func openDevice() throws {
    var settings = cserial_settings()
    settings.baud = baud
    settings.data_bits = 8
    settings.stop_bits = 1
    var call: UnsafePointer<CChar>?
    descriptor = cserial_open(path, &settings, &call)
    guard descriptor >= 0 else { throw PseudoTerminalError(number: errno) }
  }

  /// Lets go of the device.
  package func closeDevice() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }
}
