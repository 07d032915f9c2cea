import BoardHAL
@testable import BoardHALLinux
import Glibc
import TemporaryFiles

/// A machine made of files in a folder of the test alone; removed when this goes.
final class MachineFolder {
  var path: String { folder.path }
  var user = Machine.User(id: 12_345, groups: [12_345])
  var limits = Machine.Limits(realTimePriority: 25, lockedBytes: nil)
  var capabilities = Capabilities(
    hasVirtualTime: false, hasSequenceNumbers: true, hasDebounce: true, linesPerRequest: 64,
    library: "libgpiod 2.2.1 (API 2)")
  var gpioAPI = 2
  var serialLibrary: String? = "0.1.2"
  var lines = LineDirectory(chips: [], lines: [])

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The machine as it is now.
  var machine: Machine {
    Machine(
      root: path, user: user, limits: limits, capabilities: capabilities, gpioAPI: gpioAPI,
      serialLibrary: serialLibrary, lines: lines)
  }

  /// Puts a file there, with all folders that lead to it; devices are everybody's unless told.
  func add(_ name: String, _ text: String = "", mode: mode_t = 0o666) throws {
    let path = try makeFolders(to: name)
    guard let file = fopen(path, "w") else { throw Failure(call: "fopen \(path)", number: errno) }
    // Not as a C string: some files of the kernel hold zeros.
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    chmod(path, mode)
  }

  /// Puts a symbolic link there.
  func link(_ name: String, to target: String) throws {
    let path = try makeFolders(to: name)
    guard symlink(target, path) == 0 else { throw Failure(call: "symlink \(path)", number: errno) }
  }

  /// Puts a serial port of hardware there.
  func addPort(_ name: String, mode: mode_t = 0o666) throws {
    try add("/dev/\(name)", mode: mode)
    try link("/sys/class/tty/\(name)/device", to: "../../../devices/\(name)")
  }

  /// Puts a running program there, which has a file open.
  func addProgram(
    _ number: Int, _ name: String, opens file: String? = nil, words: String = ""
  ) throws {
    try add("/proc/\(number)/comm", "\(name)\n")
    try add("/proc/\(number)/cmdline", words)
    try link("/proc/\(number)/fd/3", to: file ?? "/dev/null")
  }

  /// Gives it a chip, in place of those of the same path.
  func addChip(
    _ path: String = "/dev/gpiochip0", _ label: String = "pinctrl-rp1", names: [String?],
    holders: [Int: String] = [:]
  ) {
    let chip = GPIOChip(
      path: path, name: Paths.name(of: path), label: label, lineCount: names.count)
    let others = lines.lines.filter { $0.chip.path != path }
    lines = LineDirectory(
      chips: lines.chips.filter { $0.path != path } + [chip],
      lines: others
        + names.enumerated().map { offset, name in
          LineListing(chip: chip, offset: offset, name: name, holder: holders[offset])
        })
  }

  private func makeFolders(to name: String) throws -> String {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o755)
    }
    return path + name
  }

  /// A call that the test itself needs, and that failed.
  struct Failure: Error {
    let call: String
    let number: Int32
  }
}

extension [Finding] {
  /// Those about something whose name contains the words.
  func about(_ words: String) -> [Finding] { filter { $0.subject.contains(words) } }

  /// Those that are not as they should be.
  var complaints: [Finding] { filter { $0.verdict != .ok } }
}

extension WiringDescription {
  /// A button on GPIO17 of a chip, and perhaps a console on a port.
  static func sample(
    chip: String = "pinctrl-rp1", port: SerialPortDescription? = nil, names: [String] = ["GPIO17"]
  ) -> WiringDescription {
    let pin = Pin(
      chip: chip, number: 17, offset: 17, header: "J8", position: 11, lineNames: names)
    let board = BoardDescription(
      name: "pi", title: "Raspberry Pi 5",
      chips: [ChipDescription(label: chip, lineCount: 28)],
      header: HeaderDescription(
        name: "J8", pins: [HeaderPin(position: 11, kind: .gpio(pin))]),
      serialPorts: port.map { [$0] } ?? [],
      limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300))
    let level = Level.dispatch
    var devices = [
      DeviceDescription(name: "button", kind: .button(ButtonDescription(pin: pin, level: level)))
    ]
    if let port {
      devices.append(
        DeviceDescription(
          name: "console", kind: .console(ConsoleDescription(port: port, level: level))))
    }
    return WiringDescription(name: "sample", title: "Sample", board: board, devices: devices)
  }
}
