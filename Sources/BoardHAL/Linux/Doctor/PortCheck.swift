internal import BoardHAL

/// Serial ports: those of a wiring one by one, else those that there are.
enum PortCheck {
  static func findings(_ machine: Machine, _ wiring: WiringDescription?) -> [Finding] {
    let holders = PortHolders(root: machine.root)
    let used = wiring?.wantedPorts ?? []
    // What nothing is wired to may be missing.
    let verdict: Finding.Verdict = wiring?.isBare ?? true ? .warning : .problem
    let ofWiring = used.flatMap { described($0, machine, holders, verdict) }
    let known = Set(used.compactMap { $0.path.flatMap { device(of: $0, machine) } })
    let others = present(machine).filter { !known.contains($0) }
    return ofWiring + rights(others, machine, as: .warning)
      + others.compactMap { path in
        holders.holder(of: path).map { holder in
          Finding(
            .warning, .serial, path, "is held by \(holder)",
            remedy: "stop that program if you want the port")
        }
      } + partial(holders) + modemManager(machine)
  }

  /// A port that is looked for, by the board's word on it.
  private static func described(
    _ port: SerialPortDescription, _ machine: Machine, _ holders: PortHolders,
    _ verdict: Finding.Verdict
  ) -> [Finding] {
    guard let path = port.path else {
      return [
        Finding(
          verdict, .serial, port.name, "has no device file in the board file",
          remedy: "add path: /dev/... to it, or name another board with --board")
      ]
    }
    let subject = port.name == path ? path : "\(port.name), \(path)"
    guard let device = device(of: path, machine) else {
      let needs = port.needs.map { "\($0), then restart" }
      return [
        Finding(
          verdict, .serial, subject, "is not there",
          remedy: needs ?? "plug it in; board-cli ports lists what there is")
      ]
    }
    var findings = rights([device], machine, as: verdict)
    if let holder = holders.holder(of: device) {
      findings.append(
        Finding(
          verdict, .serial, subject, "is held by \(holder)",
          remedy: "stop that program: firmware needs the port for itself"))
    }
    if findings.isEmpty {
      findings.append(Finding(.ok, .serial, subject, "is there, and free as far as can be seen"))
    }
    return findings
  }

  /// The device file that a path leads to, without the folder of the machine; nil when none does.
  static func device(of path: String, _ machine: Machine) -> String? {
    guard let real = Paths.resolved(machine.root + path),
      let root = machine.root.isEmpty ? "" : Paths.resolved(machine.root), real.hasPrefix(root)
    else { return nil }
    return String(real.dropFirst(root.count))
  }

  private static func present(_ machine: Machine) -> [String] {
    PortDirectory.names(root: machine.root).map { "/dev/\($0)" }
  }

  /// One finding for all that are refused for the same reason.
  private static func rights(
    _ devices: [String], _ machine: Machine, as verdict: Finding.Verdict
  ) -> [Finding] {
    let refused = devices.compactMap { path in machine.refusal(of: path).map { (path, $0) } }
    return Dictionary(grouping: refused) { $0.1 }.map { refusal, files in
      Finding(
        verdict, .serial, files.map(\.0).joined(separator: ", "),
        refusal.text,
        remedy: refusal.remedy(
          usual: "dialout", rule: #"SUBSYSTEM=="tty", KERNEL=="tty[A-Z]*", GROUP="dialout""#,
          isThere: machine.hasGroup("dialout")))
    }.sorted { $0.subject < $1.subject }
  }

  private static func partial(_ holders: PortHolders) -> [Finding] {
    guard holders.isPartial else { return [] }
    return [
      Finding(
        .warning, .serial, "holders", "programs of other users could not be looked into",
        remedy: "sudo board-cli doctor, to see who has a port open")
    ]
  }

  /// It opens every new port, and sends commands for telephones into it.
  private static func modemManager(_ machine: Machine) -> [Finding] {
    let isThere = Paths.names(in: "\(machine.root)/proc").contains { process in
      process.allSatisfy(\.isNumber)
        && Paths.firstLine(of: "\(machine.root)/proc/\(process)/comm") == "ModemManager"
    }
    guard isThere else { return [] }
    return [
      Finding(
        .warning, .serial, "ModemManager",
        "runs: it opens USB ports when they are plugged in, and sends AT commands to them",
        remedy: "sudo systemctl disable --now ModemManager")
    ]
  }
}
