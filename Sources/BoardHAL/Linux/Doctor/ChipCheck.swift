internal import BoardHAL

/// GPIO chips: whether they are there, may be used, and are told apart.
enum ChipCheck {
  static func findings(_ machine: Machine, _ wiring: WiringDescription?) -> [Finding] {
    let names = Paths.names(in: "\(machine.root)/dev").filter { $0.hasPrefix("gpiochip") }
      .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    let needsChips = wiring.map { !$0.wantedPins.isEmpty } ?? false
    guard !names.isEmpty else {
      return [
        Finding(
          needsChips ? .problem : .warning, .gpio, "chips", "there is no /dev/gpiochip*",
          remedy: "run this on the board itself; on a kernel of your own, set CONFIG_GPIO_CDEV")
      ]
    }
    var links: [Finding] = []
    var devices: [String] = []
    for name in names {
      if let target = Paths.target(of: "\(machine.root)/dev/\(name)") {
        links.append(
          Finding(
            .ok, .gpio, "/dev/\(name)", "is a link to \(target): the same chip under an old number"
          ))
      } else {
        devices.append("/dev/\(name)")
      }
    }
    return failure(machine) + rights(devices, machine) + chips(machine) + links
      + labels(machine, wiring)
  }

  /// One finding for all that are refused for the same reason.
  private static func rights(_ devices: [String], _ machine: Machine) -> [Finding] {
    let refused = devices.compactMap { path in machine.refusal(of: path).map { (path, $0) } }
    return Dictionary(grouping: refused) { $0.1 }.map { refusal, files in
      Finding(
        .problem, .gpio, files.map(\.0).joined(separator: ", "), refusal.text,
        remedy: refusal.remedy(
          usual: "gpio",
          rule: #"SUBSYSTEM=="gpio", KERNEL=="gpiochip[0-9]*", GROUP="gpio", MODE="0660""#,
          isThere: machine.hasGroup("gpio")))
    }.sorted { $0.subject < $1.subject }
  }

  /// Nothing could be asked at all; that libgpiod is missing is told with the libraries.
  private static func failure(_ machine: Machine) -> [Finding] {
    guard let failure = machine.lineFailure, machine.gpioAPI > 0 else { return [] }
    return [
      Finding(
        .problem, .gpio, "lines", "\(failure)", remedy: "see what the kernel says of it: dmesg")
    ]
  }

  private static func chips(_ machine: Machine) -> [Finding] {
    machine.lines.chips.map { chip in
      let held = machine.lines.lines.count { $0.chip == chip && $0.holder != nil }
      return Finding(
        .ok, .gpio, chip.path,
        "labelled \(chip.label), \(chip.lineCount) lines, \(held) held")
    }
  }

  /// Labels that are there twice, and those that the board wants and nobody has.
  private static func labels(_ machine: Machine, _ wiring: WiringDescription?) -> [Finding] {
    let wanted = Set(wiring?.wantedPins.map(\.chip) ?? [])
    let present = Dictionary(grouping: machine.lines.chips, by: \.label)
    let doubled = present.filter { $0.value.count > 1 }.map { label, chips in
      Finding(
        wanted.contains(label) ? .problem : .warning, .gpio, label,
        "is the label of \(chips.map(\.path).joined(separator: " and "))",
        remedy: "give the names of the lines in the board file (names: [...]), which say which")
    }
    let absent = wanted.filter { present[$0] == nil }.map { label in
      Finding(
        .problem, .gpio, label,
        machine.lines.chips.isEmpty
          ? "is the chip that \(wiring?.board.title ?? "the board") has; no chip could be asked"
          : "is the chip that \(wiring?.board.title ?? "the board") has; this machine has"
            + " \(present.keys.sorted().joined(separator: ", "))",
        remedy: machine.lines.chips.isEmpty
          ? "mend the rights of /dev/gpiochip* first"
          : "name the board that this is: --board; board-cli boards lists them")
    }
    return (doubled + absent).sorted { $0.subject < $1.subject }
  }
}
