internal import BoardHAL

/// The UARTs of a Raspberry Pi: which of them are on, and which is on the header.
enum UARTCheck {
  static func findings(_ machine: Machine, _ wiring: WiringDescription?) -> [Finding] {
    guard let model = machine.model, model.hasPrefix("Raspberry Pi") else { return [] }
    let boot = BootConfiguration(machine)
    let isWanted = wiring.map { !$0.usedPorts.isEmpty } ?? false
    return model.hasPrefix("Raspberry Pi 5") || model.hasPrefix("Raspberry Pi 500")
      || model.hasPrefix("Raspberry Pi Compute Module 5")
      ? ofFive(machine, boot, isWanted) : ofOthers(machine, boot, isWanted)
  }

  /// On a Pi 5 `serial0` is the debug connector; the header's port is off unless asked for.
  private static func ofFive(
    _ machine: Machine, _ boot: BootConfiguration, _ isWanted: Bool
  ) -> [Finding] {
    let subject = "UART of the header"
    if Paths.resolved("\(machine.root)/dev/ttyAMA0") != nil {
      return [Finding(.ok, .serial, subject, "is on: /dev/ttyAMA0, GPIO14 and GPIO15")]
    }
    let verdict: Finding.Verdict = isWanted ? .problem : .warning
    if let setting = boot.setting("dtparam=uart0") ?? boot.setting("dtoverlay=uart0-pi5") {
      return [
        Finding(
          verdict, .serial, subject,
          "is switched on by '\(setting.text)' in \(setting.place), and /dev/ttyAMA0 is not there",
          remedy: "restart; if it stays away, see that the setting stands below [all] or [pi5]")
      ]
    }
    return [
      Finding(
        verdict, .serial, subject,
        "is off; /dev/serial0 is the debug connector between the HDMI sockets",
        remedy: "add 'dtparam=uart0' to \(boot.pathToEdit) below [all], then restart")
    ]
  }

  /// Before the Pi 5 Bluetooth may have the good UART, and the header the small one.
  private static func ofOthers(
    _ machine: Machine, _ boot: BootConfiguration, _ isWanted: Bool
  ) -> [Finding] {
    let subject = "UART of the header"
    guard let device = PortCheck.device(of: "/dev/serial0", machine) else {
      return [
        Finding(
          isWanted ? .problem : .warning, .serial, subject, "is off: there is no /dev/serial0",
          remedy: "add 'enable_uart=1' to \(boot.pathToEdit), then restart")
      ]
    }
    guard device == "/dev/ttyS0" else {
      return [Finding(.ok, .serial, subject, "is on: \(device), a full UART")]
    }
    return [
      Finding(
        .warning, .serial, subject,
        "is the mini UART \(device): its rate follows the processor's, it has no parity, and it"
          + " notices no breaks",
        remedy: "add 'dtoverlay=disable-bt' to \(boot.pathToEdit), then restart: the header gets"
          + " the UART that Bluetooth has now")
    ]
  }
}
