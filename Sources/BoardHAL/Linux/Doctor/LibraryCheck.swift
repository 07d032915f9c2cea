internal import BoardHAL

/// The libraries, and whether the kernel has what they ask it for.
enum LibraryCheck {
  static func findings(_ machine: Machine) -> [Finding] {
    [libgpiod(machine), kernel(machine), serial(machine)].compactMap { $0 }
  }

  private static func libgpiod(_ machine: Machine) -> Finding {
    guard let library = machine.capabilities.library else {
      return Finding(
        .problem, .libraries, "libgpiod", "this program was built without it: no GPIO lines",
        remedy: "sudo apt-get install libgpiod-dev, then build again")
    }
    let capabilities = machine.capabilities
    guard capabilities.hasSequenceNumbers else {
      return Finding(
        .warning, .libraries, "libgpiod",
        "\(library): lost edges cannot be counted, \(capabilities.edgeCapacity ?? 0) edges wait"
          + " for each line, debouncing is ours",
        remedy: "libgpiod 2, which Debian 13 and Raspberry Pi OS of 2025 have, gives all three")
    }
    return Finding(
      .ok, .libraries, "libgpiod",
      "\(library): lost edges are counted, the kernel debounces, up to"
        + " \(capabilities.linesPerRequest) lines in a request")
  }

  /// API 2 asks for the kernel's second interface; API 1 needs stamps of the monotonic clock.
  private static func kernel(_ machine: Machine) -> Finding? {
    guard let release = machine.kernelRelease, machine.gpioAPI > 0 else { return nil }
    let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    guard numbers.count == 2 else { return nil }
    let oldest = machine.gpioAPI >= 2 ? (5, 10) : (5, 7)
    let reason = machine.gpioAPI >= 2 ? "speaks to the kernel" : "stamps edges with one clock"
    guard (numbers[0], numbers[1]) >= oldest else {
      return Finding(
        .problem, .libraries, "Linux \(release)",
        "this libgpiod \(reason) from \(oldest.0).\(oldest.1) on",
        remedy: "install a newer kernel: sudo apt-get full-upgrade, then restart")
    }
    return Finding(.ok, .libraries, "Linux \(release)", "has what this libgpiod asks for")
  }

  private static func serial(_ machine: Machine) -> Finding {
    guard let version = machine.serialLibrary else {
      return Finding(
        .warning, .libraries, "libserialport",
        "this program was built without it: ports are set by termios, and USB tells nothing",
        remedy: "sudo apt-get install libserialport-dev, then build again")
    }
    return Finding(.ok, .libraries, "libserialport", version)
  }
}
