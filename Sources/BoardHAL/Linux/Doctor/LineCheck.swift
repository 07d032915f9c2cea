internal import BoardHAL

/// The lines of a wiring, one by one: whether they are there, and free.
///
/// Of a bare board only those are told that are not.
enum LineCheck {
  static func findings(_ machine: Machine, _ wiring: WiringDescription?) -> [Finding] {
    guard let wiring else { return [] }
    let boot = BootConfiguration(machine)
    guard !wiring.isBare else {
      return wiring.wantedPins.compactMap { finding("", $0, machine, boot) }
        .filter { $0.verdict != .ok }
    }
    return wiring.devices.compactMap { device in
      device.pin.flatMap { finding(", \(device.name)", $0, machine, boot) }
    }
  }

  /// Nil where no chip has the label: that is told once, and not for each line.
  private static func finding(
    _ device: String, _ pin: Pin, _ machine: Machine, _ boot: BootConfiguration
  ) -> Finding? {
    let chips = machine.chips.filter { $0.label == pin.chip }
    guard !chips.isEmpty else { return nil }
    let subject = "\(pin)\(device)"
    guard let (chip, offset) = locate(pin, on: chips) else {
      return Finding(
        .problem, .gpio, subject,
        "no line of \(pin.chip) is named \(pin.lineNames.joined(separator: " or ")), nor has it an"
          + " offset \(pin.offset)", remedy: "name the board that this is: --board")
    }
    let place = "\(chip.path) offset \(offset)"
    guard let holder = chip.holders[offset] else {
      return Finding(.ok, .gpio, subject, "is free, at \(place)")
    }
    let overlay = boot.overlay(onLine: pin.number)
    return Finding(
      device.isEmpty ? .warning : .problem, .gpio, subject, "is held by \"\(holder)\", at \(place)",
      remedy: overlay.map { "remove '\($0.text)' from \($0.place), then restart" }
        ?? "stop the program that is called \"\(holder)\", or remove the overlay that claims it"
        + " from config.txt; gpioinfo names every holder")
  }

  private static func locate(
    _ pin: Pin, on chips: [Machine.Chip]
  ) -> (chip: Machine.Chip, offset: Int)? {
    for chip in chips {
      for name in pin.lineNames {
        if let offset = chip.lineNames.firstIndex(of: name) { return (chip, offset) }
      }
    }
    return chips.first { pin.offset < $0.lineNames.count }.map { ($0, pin.offset) }
  }
}
