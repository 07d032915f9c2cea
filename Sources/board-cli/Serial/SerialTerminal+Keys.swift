import BoardHAL
import BoardHALLinux

/// What keys do.
extension SerialTerminal {
  /// As many bytes as may wait for a far end that holds us back.
  private static let typingCapacity = 4_096
  private static let pulseLength = Nanoseconds.milliseconds(100)

  /// Does what a key asks for.
  func obey(_ stroke: KeyReader.Stroke) {
    switch stroke {
    case .byte(let byte): type(byte)
    case .command(let command): obey(command)
    case .wire(let wires, let command): change(wires, command == .pulseWire)
    case .map(let text): changeMap(text)
    case .cancelled: tell("nothing changed")
    case .unknown(let key):
      tell("ctrl-t \(Self.name(of: key)) does nothing; ctrl-t ? lists the keys")
    case .echo(let text): if isShown { outlet.append(Array(text.utf8)) }
    case .noDigit(let key):
      tell("\(Self.name(of: key)) is no hexadecimal digit; ctrl-t i goes back to plain keys")
    }
  }

  private func type(_ byte: UInt8) {
    guard link == .connected, sender.waiting < Self.typingCapacity else {
      counts.unsent += 1
      guard !hasToldUnsent else { return }
      hasToldUnsent = true
      tell(
        link == .connected
          ? "keys are not sent: the far end takes no more (flow control)"
          : "keys are not sent: the port is away", .trouble)
      return
    }
    hasToldUnsent = false
    enqueue([byte])
    guard echoes, isShown else { return }
    var shown: [UInt8] = []
    // Return ends a line on the screen too; what the far end makes of it is not known.
    if byte == .return, !view.isHexadecimal {
      view.show(.return, at: .now, into: &shown)
      view.show(.newline, at: .now, into: &shown)
    } else {
      view.show(byte, at: .now, into: &shown)
    }
    show(shown)
  }

  private func obey(_ command: KeyCommand) {
    switch command {
    case .help: for line in KeyCommand.list { tell(line) }
    case .sendBreak: sendBreak()
    case .showConfiguration: for line in configuration { tell(line) }
    case .toggleEcho:
      echoes.toggle()
      tell("local echo is \(Self.onOff(echoes))")
    case .toggleLog: toggleLog()
    case .discard: discard()
    case .toggleWire: tell("which line to toggle? 0 or d: DTR, 1 or r: RTS")
    case .pulseWire: tell("which line to pulse? 0 or d: DTR, 1 or r: RTS")
    case .toggleHexView, .toggleOutputMode:
      view.isHexadecimal.toggle()
      tell("hexadecimal view is \(Self.onOff(view.isHexadecimal))")
    case .toggleHexKeys:
      keys.isHexadecimal.toggle()
      tell("typing in hexadecimal is \(Self.onOff(keys.isHexadecimal))")
    case .clear: if isShown { outlet.append(Array("\u{1B}[H\u{1B}[2J".utf8)) }
    case .showWires: showWires()
    case .changeMap: askForMap()
    case .quit: end(.success)
    case .showStatistics: for line in counts.lines { tell(line) }
    case .toggleTimestamps:
      view.showsTimes.toggle()
      tell("timestamps are \(Self.onOff(view.showsTimes))")
    case .showVersion:
      let library = PortDirectory.library.map { "libserialport \($0)" }
      tell("board-cli, serial ports by \(library ?? "termios alone")")
    }
  }

  private func sendBreak() {
    guard link == .connected else { return tell("no break sent: the port is away", .trouble) }
    sender.appendBreak()
    tell("sending a break")
  }

  private func discard() {
    do throws(BoardError) {
      let queues = try board.queues(of: receiving)
      try board.discardQueues(of: receiving)
      let unsent = queues.unsent + sender.giveUp()
      counts.unsent += unsent
      tell(
        "discarded \(SerialCounts.bytes(queues.received)) received and"
          + " \(SerialCounts.bytes(unsent)) not sent")
    } catch {
      tell("\(error)", .trouble)
    }
  }

  // MARK: Wires

  /// Drives wires; says what came of it.
  func setWires(_ wires: ControlWires, _ isOn: Bool) {
    do throws(BoardError) {
      try board.setWires(wires, isOn, on: receiving)
      tell("\(wires) is \(Self.activity(isOn))")
    } catch {
      tell("\(error)", .trouble)
    }
  }

  private func change(_ wires: ControlWires, _ isPulse: Bool) {
    do throws(BoardError) {
      let isOn = try board.wires(of: receiving).ours.contains(wires)
      if isPulse, pulse == nil { pulse = (wires, isOn, board.now + Self.pulseLength) }
      setWires(wires, !isOn)
    } catch {
      tell("\(error)", .trouble)
    }
  }

  private func showWires() {
    do throws(BoardError) {
      let (ours, theirs) = try board.wires(of: receiving)
      let lines: [(String, Bool)] = [
        ("DTR", ours.contains(.dataTerminalReady)), ("RTS", ours.contains(.requestToSend)),
        ("CTS", theirs.contains(.clearToSend)), ("DSR", theirs.contains(.dataSetReady)),
        ("DCD", theirs.contains(.carrierDetect)), ("RI", theirs.contains(.ringIndicator)),
      ]
      tell(lines.map { "\($0.0) \(Self.activity($0.1))" }.joined(separator: ", "))
    } catch {
      tell("\(error)", .trouble)
    }
  }

  // MARK: Settings

  private var configuration: [String] {
    let whereabouts = try? board.whereabouts(of: receiving)
    return [
      "port: \(options.port.name), \(options.settings.text)",
      "device: \(whereabouts?.device ?? "away"), found by"
        + " \(whereabouts?.stableName ?? "no name of its own")",
      "reconnect \(Self.onOff(options.reconnects)), local echo \(Self.onOff(echoes)),"
        + " map \(view.map.text.isEmpty ? "none" : view.map.text)",
      "timestamps \(Self.onOff(view.showsTimes)) (\(view.format.rawValue)), hexadecimal view"
        + " \(Self.onOff(view.isHexadecimal)), typing \(Self.onOff(keys.isHexadecimal))",
      "log: \(log?.path ?? "none")",
    ]
  }

  private func askForMap() {
    tell("mapping, comma separated; now \(view.map.text.isEmpty ? "none" : view.map.text)")
    for flag in CharacterMap.Flag.allCases { tell("\(flag.rawValue)  \(flag.meaning)") }
  }

  private func changeMap(_ text: String) {
    if isShown { outlet.append(Array(view.lineEnd.utf8)) }
    do throws(VerbError) {
      view.map = try CharacterMap(parsing: text)
      tell("mapping \(view.map.text.isEmpty ? "nothing" : view.map.text)")
    } catch {
      tell("\(error)", .trouble)
    }
  }

  private func toggleLog() {
    if let path = log?.path {
      if closeLog(after: .success) == .success { tell("\(path) is closed") }
      return
    }
    let path = options.logPath ?? PortLog.name(for: options.port.name, at: .now)
    do throws(OutputError) {
      // What is there already was switched off a moment ago, or is somebody's.
      log = try PortLog(path, appends: true)
      tell("logging to \(path)")
    } catch {
      tell("\(error)", .trouble)
    }
  }

  private static func onOff(_ isOn: Bool) -> String { isOn ? "on" : "off" }

  private static func activity(_ isActive: Bool) -> String { isActive ? "active" : "inactive" }

  /// A key as people call it.
  private static func name(of key: UInt8) -> String {
    switch key {
    case 0x01...0x1A: "ctrl-\(Character(Unicode.Scalar(key + 0x60)))"
    case 0x21...0x7E: String(Character(Unicode.Scalar(key)))
    default: "key \(key)"
    }
  }
}
