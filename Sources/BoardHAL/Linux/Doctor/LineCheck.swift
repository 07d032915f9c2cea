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
    guard machine.lines.chips.contains(where: { $0.label == pin.chip }) else { return nil }
    let subject = "\(pin)\(device)"
    let line: LineListing
    do throws(BoardError) {
      line = try machine.lines.line(at: pin)
    } catch {
      return Finding(
        .problem, .gpio, subject, "cannot be found: \(error)",
        remedy: "name the board that this is with --board, or the line in its file (names: [...])")
    }
    let place = "\(line.chip.path) offset \(line.offset)"
    guard let holder = line.holder else {
      return Finding(.ok, .gpio, subject, "is free, at \(place)")
    }
    let overlay = boot.overlay(onLine: pin.number)
    return Finding(
      device.isEmpty ? .warning : .problem, .gpio, subject, "is held by \"\(holder)\", at \(place)",
      remedy: overlay.map { "remove '\($0.text)' from \($0.place), then restart" }
        ?? "stop the program that is called \"\(holder)\", or remove the overlay that claims it"
        + " from config.txt; gpioinfo names every holder")
  }
}
