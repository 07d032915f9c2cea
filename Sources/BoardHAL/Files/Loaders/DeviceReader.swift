import BoardHAL

/// Reads the devices of a wiring.
struct DeviceReader {
  /// Nil when there were mistakes in it; then all is checked that does not depend on it.
  let board: BoardDescription?
  let report: Report

  /// Every device the file declares; nil for those with mistakes, which still may be named.
  private(set) var declared: [String: DeviceDescription?] = [:]

  private var uses: LineUses

  init(board: BoardDescription?, report: Report) {
    self.board = board
    self.report = report
    uses = LineUses(report: report)
  }

  /// The devices without mistakes, in the order of the file.
  mutating func devices(_ fields: Fields) -> [DeviceDescription] {
    fields.all.compactMap { entry in
      let name = YAMLNode(content: .scalar(entry.key), position: entry.position)
      _ = ValueReader<String>.name.read(name, "device", report)
      let device = kind(entry).map { DeviceDescription(name: entry.key, kind: $0) }
      declared[entry.key] = .some(device)
      return device
    }
  }

  private mutating func kind(_ entry: YAMLNode.Entry) -> DeviceDescription.Kind? {
    guard var fields = Fields(entry.value, "device \(entry.key.quoted)", report) else {
      return nil
    }
    // Which other keys are allowed depends on the type; without it they are left alone.
    guard fields.node("type") != nil else {
      report.error(
        at: fields.position, "\(fields.subject) has no \"type\"",
        allowed: DeviceType.allCases.map(\.rawValue).listed)
      return nil
    }
    switch fields.required("type", .oneOf(DeviceType.self)) {
    case nil: return nil
    case .button: return button(&fields, entry).map { .button($0) }
    case .led: return led(&fields, entry).map { .led($0) }
    case .console: return console(&fields, entry).map { .console($0) }
    }
  }

  private enum DeviceType: String, CaseIterable {
    case button, console, led
  }

  private mutating func button(
    _ fields: inout Fields, _ entry: YAMLNode.Entry
  ) -> ButtonDescription? {
    let pin = pin(&fields, entry)
    let pull = fields.optional("pull", .oneOf(Pull.self)) ?? .up
    let active = fields.optional("active", .oneOf(ActiveLevel.self)) ?? .low
    let level = fields.required("level", .level)
    let debounce = debounce(&fields)
    let hold = fields.optional("hold", .duration)
    fields.finish()
    guard let pin, let level else { return nil }
    return ButtonDescription(
      pin: pin, pull: pull, active: active, level: level, debounce: debounce, hold: hold)
  }

  private mutating func led(_ fields: inout Fields, _ entry: YAMLNode.Entry) -> LEDDescription? {
    let pin = pin(&fields, entry)
    let active = fields.optional("active", .oneOf(ActiveLevel.self)) ?? .high
    let initial = fields.optional("initial", .oneOf(LEDDescription.State.self)) ?? .off
    let safe = fields.optional("safe", .oneOf(LEDDescription.State.self)) ?? .off
    fields.finish()
    guard let pin else { return nil }
    return LEDDescription(pin: pin, active: active, initial: initial, safe: safe)
  }

  private mutating func console(
    _ fields: inout Fields, _ entry: YAMLNode.Entry
  ) -> ConsoleDescription? {
    let portPosition = fields.node("port")?.position ?? fields.position
    let port = fields.required("port", .port(on: board))
    let settings = SerialSettings(
      baud: fields.optional("baud", .integer(in: 50...4_000_000)) ?? 115_200,
      dataBits: fields.optional("data-bits", .integer(in: 5...8)) ?? 8,
      parity: fields.optional("parity", .oneOf(SerialSettings.Parity.self)) ?? .none,
      stopBits: fields.optional("stop-bits", .integer(in: 1...2)) ?? 1,
      flow: fields.optional("flow", .oneOf(SerialSettings.FlowControl.self)) ?? .none,
      dataTerminalReady: fields.optional("dtr", .oneOf(SerialSettings.ControlWire.self)) ?? .leave,
      requestToSend: fields.optional("rts", .oneOf(SerialSettings.ControlWire.self)) ?? .leave)
    let level = fields.required("level", .level)
    let ending = fields.optional("line-ending", .oneOf(ConsoleDescription.LineEnding.self))
    let longest = fields.optional("maximum-line", .integer(in: ConsoleDescription.lineLimits))
    let echo = fields.optional("echo", .flag) ?? false
    fields.finish()
    guard let port else { return nil }
    uses.take(port, for: entry, at: portPosition)
    guard let level else { return nil }
    return ConsoleDescription(
      port: port, settings: settings, level: level, lineEnding: ending ?? .any,
      maximumLine: longest ?? 128, echo: echo)
  }

  private mutating func pin(_ fields: inout Fields, _ entry: YAMLNode.Entry) -> Pin? {
    let position = fields.node("pin")?.position ?? fields.position
    guard let pin = fields.required("pin", .pin(on: board)) else { return nil }
    uses.take(pin, for: entry, at: position)
    return pin
  }

  /// `30ms`, `none`, or a mapping that also says which policy; 30 ms of settling if absent.
  private func debounce(_ fields: inout Fields) -> Debounce? {
    let standard = Debounce(.settle, period: .milliseconds(30))
    guard let node = fields.node("debounce") else { return standard }
    if case .scalar("none") = node.content { return nil }
    let period = ValueReader.duration(in: Nanoseconds(1)...Nanoseconds.seconds(10))
    guard case .mapping = node.content, var options = Fields(node, "debounce", report) else {
      return period.read(node, "debounce", report).map { Debounce(.settle, period: $0) }
    }
    let policy = options.optional("policy", .oneOf(Debounce.Policy.self)) ?? .settle
    let length = options.required("period", period)
    options.finish()
    return length.map { Debounce(policy, period: $0) }
  }
}
