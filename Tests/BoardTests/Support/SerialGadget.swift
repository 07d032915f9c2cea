import Glibc
import SerialRigs

/// A USB serial adaptor of the kernel's own: the board's end is a `/dev/ttyACM`, and what is
/// plugged into it is `/dev/ttyGS0` of the same machine.
final class SerialGadget: FarEnd {
  /// The serial number that the adaptor tells.
  static let serialNumber = "BOARD0001"

  private static let folder = "/sys/kernel/config/usb_gadget/board"
  private static let controller = "dummy_udc.0"

  /// The device file of the board's end; another after each plugging in, as long as somebody still
  /// has the old one open.
  private(set) var path = ""

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
    path = try plug()
    far = try Terminal("/dev/ttyGS0")
  }

  deinit { _ = try? unplug() }

  func send(_ bytes: ArraySlice<UInt8>) throws -> Int { try far?.send(bytes) ?? 0 }

  func hearNow() -> [UInt8] { far?.hearNow() ?? [] }

  func sendBreak() -> Bool { far?.holdBreak() ?? false }

  var wireForgets: Bool { true }

  func goAway() throws -> Bool {
    try unplug()
    far?.closeDevice()
    return true
  }

  func comeBack() throws -> Bool {
    path = try plug()
    try far?.openDevice()
    return true
  }

  /// Lets the far end's program open its device, or close it: the board sees DSR and DCD change.
  func setFarEndOpen(_ isOpen: Bool) throws {
    if isOpen { try far?.openDevice() } else { far?.closeDevice() }
  }

  /// Plugs the adaptor in; returns the device file that it got.
  private func plug() throws -> String {
    try KernelFile.write(Self.controller, to: "\(Self.folder)/UDC")
    return try wait { $0.first }
  }

  private func unplug() throws {
    try KernelFile.write("", to: "\(Self.folder)/UDC")
    _ = try wait { $0.isEmpty ? "" : nil }
  }

  /// The kernel looks over a bus in a thread of its own.
  private func wait(for answer: ([String]) -> String?) throws -> String {
    for _ in 0..<1000 {
      let files = try KernelFile.entries(of: "/dev").filter { $0.hasPrefix("ttyACM") }
      if let answer = answer(files.map { "/dev/\($0)" }) { return answer }
      usleep(10_000)
    }
    throw KernelFile.Failure(path: "/dev/ttyACM", call: "plug", number: ETIMEDOUT)
  }
}
