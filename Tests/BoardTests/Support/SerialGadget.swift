import Glibc
import SerialRigs

/// A USB serial adaptor of the kernel's own: the board's end is `/dev/ttyACM0`, and what is plugged
/// into it is `/dev/ttyGS0` of the same machine.
final class SerialGadget: FarEnd {
  /// The device file of the board's end.
  static let path = "/dev/ttyACM0"

  /// The serial number that the adaptor tells.
  static let serialNumber = "BOARD0001"

  private static let folder = "/sys/kernel/config/usb_gadget/board"
  private static let controller = "dummy_udc.0"

  private var far: Terminal?

  init() throws {
    let folder = Self.folder
    if access(folder, F_OK) != 0 {
      for path in [
        "", "/strings/0x409", "/configs/c.1", "/configs/c.1/strings/0x409", "/functions/acm.0",
      ] { try KernelFile.makeFolder(folder + path) }
      try KernelFile.write("0x1d6b", to: "\(folder)/idVendor")
      try KernelFile.write("0x0104", to: "\(folder)/idProduct")
      try KernelFile.write(Self.serialNumber, to: "\(folder)/strings/0x409/serialnumber")
      try KernelFile.write("Board", to: "\(folder)/strings/0x409/manufacturer")
      try KernelFile.write("Serial adaptor", to: "\(folder)/strings/0x409/product")
      symlink("\(folder)/functions/acm.0", "\(folder)/configs/c.1/acm.0")
    }
    try plug()
    far = try Terminal("/dev/ttyGS0")
  }

  deinit { _ = try? unplug() }

  func send(_ bytes: ArraySlice<UInt8>) throws -> Int { try far?.send(bytes) ?? 0 }

  func hearNow() -> [UInt8] { far?.hearNow() ?? [] }

  /// A gadget has no wire that could be held low.
  func sendBreak() -> Bool { false }

  func goAway() throws -> Bool {
    try unplug()
    return true
  }

  func comeBack() throws -> Bool {
    try plug()
    return true
  }

  /// Lets the far end's program open its device, or close it: the board sees DSR and DCD change.
  func setFarEndOpen(_ isOpen: Bool) throws {
    if isOpen { try far?.openDevice() } else { far?.closeDevice() }
  }

  private func plug() throws {
    try KernelFile.write(Self.controller, to: "\(Self.folder)/UDC")
    try wait { access(Self.path, F_OK) == 0 && access("/dev/ttyGS0", F_OK) == 0 }
  }

  private func unplug() throws {
    try KernelFile.write("", to: "\(Self.folder)/UDC")
    try wait { access(Self.path, F_OK) != 0 }
  }

  /// The kernel numbers a bus in a thread of its own.
  private func wait(for isReached: () -> Bool) throws {
    for _ in 0..<1000 {
      if isReached() { return }
      usleep(10_000)
    }
    throw KernelFile.Failure(path: Self.path, call: "plug", number: ETIMEDOUT)
  }
}
