/// What a key does after ctrl-t, in the session of a serial terminal: tio's keys.
enum KeyCommand: Character, CaseIterable {
  case help = "?"
  case sendBreak = "b"
  case showConfiguration = "c"
  case toggleEcho = "e"
  case toggleLog = "f"
  case discard = "F"
  case toggleWire = "g"
  case toggleHexView = "h"
  case toggleHexKeys = "i"
  case clear = "l"
  case showWires = "L"
  case changeMap = "m"
  /// The same as `h`: tio had one letter first and the other later.
  case toggleOutputMode = "o"
  case pulseWire = "p"
  case quit = "q"
  case showStatistics = "s"
  case toggleTimestamps = "t"
  case showVersion = "v"

  /// What it does, in words.
  var meaning: String {
    switch self {
    case .help: "List these keys"
    case .sendBreak: "Send a break"
    case .showConfiguration: "Show the configuration"
    case .toggleEcho: "Switch local echo"
    case .toggleLog: "Switch the log file"
    case .discard: "Discard what is received and not shown, or not sent yet"
    case .toggleWire: "Toggle DTR or RTS"
    case .toggleHexView, .toggleOutputMode: "Switch hexadecimal view"
    case .toggleHexKeys: "Switch typing in hexadecimal"
    case .clear: "Clear the screen"
    case .showWires: "Show the lines DTR, RTS, CTS, DSR, DCD and RI"
    case .changeMap: "Change the mapping of characters"
    case .pulseWire: "Pulse DTR or RTS for 100 ms"
    case .quit: "Quit"
    case .showStatistics: "Show statistics"
    case .toggleTimestamps: "Switch timestamps"
    case .showVersion: "Show versions"
    }
  }

  /// The list of all keys, a line each.
  static var list: [String] {
    allCases.map { "ctrl-t \($0.rawValue)       \($0.meaning)" }
      + ["ctrl-t ctrl-t  Send ctrl-t"]
  }
}
