import BoardHAL
import Glibc

/// A simulated chip behind the header of the mock board, and a board file that says so; both are
/// gone when this goes.
final class SimulatedHeader {
  let chip: SimulatedChip

  /// The board file, for `--board`.
  let path: String

  /// Makes the chip and the file.
  ///
  /// - Parameter port: The device file of the header's serial port, if one is wanted.
  /// - Throws: `KernelFile.Failure` when the kernel refuses.
  init(port: String? = nil) throws {
    chip = try SimulatedChip(28)
    path = "/run/tmp/\(chip.label).yaml"
    let text = try KernelFile.read("\(Self.repository)/boards/mock.yaml")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      switch line {
      case "name: mock": "name: \(chip.label)"
      case "  mock: { lines: 28 }": "  \(chip.label): { lines: 28 }"
      case "  chip: mock": "  chip: \(chip.label)"
      case "  serial0:" where port != nil: "  serial0:\n    path: \(port ?? "")"
      default: String(line)
      }
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    defer { close(descriptor) }
    let file = lines.joined(separator: "\n")
    guard write(descriptor, file, file.utf8.count) == file.utf8.count else {
      throw KernelFile.Failure(path: path, call: "write", number: errno)
    }
  }

  deinit { unlink(path) }

  /// The doorbell of the repository.
  static let doorbell = "\(repository)/wiring/doorbell.yaml"

  /// Where the checkout is.
  static let repository = String(
    #filePath.dropLast("/Tests/BoardTests/Support/SimulatedHeader.swift".count))

  /// The arguments that run the doorbell on this header.
  var doorbellArguments: [String] { arguments("run") }

  /// The arguments that a command with the doorbell on this header is given.
  func arguments(_ command: String, _ wiring: String = SimulatedHeader.doorbell) -> [String] {
    [command, wiring, "--hal", "linux", "--board", path]
  }

  /// What a program finds in its environment: a place for control sockets, and no colour.
  static let environment = ["XDG_RUNTIME_DIR": "/run/tmp", "HOME": "/run/tmp", "NO_COLOR": "1"]

  /// Starts a program as root without the right to real-time threads.
  static let withoutRealTime = ["/usr/bin/setpriv", "--bounding-set", "-sys_nice"]
}
