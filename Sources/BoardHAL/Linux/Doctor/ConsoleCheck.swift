internal import BoardHAL

/// Serial ports on which the system itself talks: the kernel's console, and logins.
enum ConsoleCheck {
  static func findings(_ machine: Machine, _ wiring: WiringDescription?) -> [Finding] {
    let wanted = Set(
      (wiring?.usedPorts ?? []).compactMap { $0.path }
        .map { PortCheck.device(of: $0, machine) ?? $0 })
    let findings =
      kernelConsoles(machine).map { name in kernel(name, machine, wanted) }
      + logins(machine).map { name in login(name, machine, wanted) }
    return findings.isEmpty
      ? [Finding(.ok, .console, "serial console", "none: no port is the system's own")] : findings
  }

  private static func kernel(
    _ name: String, _ machine: Machine, _ wanted: Set<String>
  ) -> Finding {
    let device = device(name, machine)
    return Finding(
      wanted.contains(device) ? .problem : .warning, .console, device,
      "is the kernel's console (console=\(name)): its messages are sent to what is wired there",
      remedy: commandLineRemedy(name, machine))
  }

  private static func login(
    _ name: String, _ machine: Machine, _ wanted: Set<String>
  ) -> Finding {
    let device = device(name, machine)
    return Finding(
      wanted.contains(device) ? .problem : .warning, .console, device,
      "has a login on it: what is wired there is taken for somebody who types",
      remedy: "sudo systemctl disable --now serial-getty@\(name).service; where it comes back,"
        + " sudo systemctl mask serial-getty@\(name).service")
  }

  /// The serial ports in `console=` of the kernel's command line.
  private static func kernelConsoles(_ machine: Machine) -> [String] {
    let words = Paths.lines(of: "\(machine.root)/proc/cmdline").first ?? ""
    var names: [String] = []
    for word in words.split(separator: " ") where word.hasPrefix("console=") {
      let name = String(word.dropFirst("console=".count).prefix { $0 != "," })
      if isSerial(name), !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The ports that agetty listens on now, or that systemd starts it on.
  private static func logins(_ machine: Machine) -> [String] {
    var names: Set<String> = []
    for folder in [
      "/etc/systemd/system/getty.target.wants", "/run/systemd/generator/getty.target.wants",
    ] {
      for unit in Paths.names(in: machine.root + folder) where unit.hasPrefix("serial-getty@") {
        let name = unit.dropFirst("serial-getty@".count).prefix { $0 != "." }
        if isSerial(String(name)) { names.insert(String(name)) }
      }
    }
    for process in Paths.names(in: "\(machine.root)/proc") where process.allSatisfy(\.isNumber) {
      let folder = "\(machine.root)/proc/\(process)"
      guard Paths.firstLine(of: "\(folder)/comm") == "agetty" else { continue }
      let words = (Paths.lines(of: "\(folder)/cmdline").first ?? "").split(separator: "\0")
      for word in words where isSerial(String(word)) { names.insert(String(word)) }
    }
    return names.sorted()
  }

  /// A port of hardware, or a link to one; virtual terminals are neither.
  private static func isSerial(_ name: String) -> Bool {
    ["ttyS", "ttyAMA", "ttyUSB", "ttyACM", "ttyTHS", "ttymxc", "serial"].contains {
      name.hasPrefix($0) && name.dropFirst($0.count).allSatisfy(\.isNumber)
        && name.count > $0.count
    }
  }

  private static func device(_ name: String, _ machine: Machine) -> String {
    PortCheck.device(of: "/dev/\(name)", machine) ?? "/dev/\(name)"
  }

  /// On a Raspberry Pi the command line is a file; elsewhere the boot loader's.
  private static func commandLineRemedy(_ name: String, _ machine: Machine) -> String {
    for path in ["/boot/firmware/cmdline.txt", "/boot/cmdline.txt"] {
      let words = (Paths.lines(of: machine.root + path).first ?? "").split(separator: " ")
      let alias = words.first { word in
        guard word.hasPrefix("console=") else { return false }
        let given = String(word.dropFirst("console=".count).prefix { $0 != "," })
        return device(given, machine) == device(name, machine)
      }
      if let alias { return "remove '\(alias)' from \(path), then restart" }
    }
    return "remove console=\(name) from the kernel's command line, then restart"
      + " (/etc/default/grub and update-grub, where GRUB starts the kernel)"
  }
}
