import BoardFiles
import BoardHAL
import BoardHALLinux

/// Finds the serial port that a word on the command line means.
enum PortSpelling {
  /// Finds the port.
  ///
  /// - Parameters:
  ///   - word: A path; the name of a device file or of one of its stable links; the serial number
  ///     of a USB adaptor; or, with a board, the name or alias of one of its ports.
  ///   - board: The board whose ports have names, or nil.
  ///   - ports: The ports of this machine.
  /// - Returns: the port, which need not be there.
  /// - Throws: `VerbError` with the ports that there are, for a word that means none.
  static func resolve(
    _ word: String, on board: BoardDescription?, among ports: [PortListing]
  ) throws(VerbError) -> SerialPortDescription {
    if let port = board?.serialPort(named: word) { return port }
    if word.contains("/") { return SerialPortDescription(name: word, path: word) }
    let path = "/dev/\(word)"
    if ports.contains(where: { $0.path == path }) {
      return SerialPortDescription(name: path, path: path)
    }
    let matches = ports.compactMap { port in
      port.stableNames.first { lastPart(of: $0) == word }
        ?? (port.usb?.serialNumber == word ? port.stableNames.first ?? port.path : nil)
    }
    guard matches.count < 2 else {
      throw VerbError(
        "error: \(Quoted.text(word)) are several ports: \(matches.joined(separator: ", "));"
          + " name one of these")
    }
    if let match = matches.first { return SerialPortDescription(name: match, path: match) }
    // Not there yet, but said as device files are called: it can be waited for.
    if word.hasPrefix("tty") || word == "serial0" || word == "serial1" {
      return SerialPortDescription(name: path, path: path)
    }
    throw unknown(word, board, ports)
  }

  /// No port was named at all.
  static func missing(among ports: [PortListing]) -> VerbError {
    VerbError("error: name a port; \(here(nil, ports))")
  }

  private static func unknown(
    _ word: String, _ board: BoardDescription?, _ ports: [PortListing]
  ) -> VerbError {
    let names = names(board) + ports.map { lastPart(of: $0.path) }
    let guess = Suggestion.nearest(to: word, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
    return VerbError("error: no serial port \(Quoted.text(word)); \(here(board, ports))\(guess)")
  }

  private static func here(_ board: BoardDescription?, _ ports: [PortListing]) -> String {
    let names = names(board)
    let described = names.isEmpty ? "" : "the board has \(names.joined(separator: ", ")); "
    let found = ports.map { $0.title.isEmpty ? $0.path : "\($0.path) (\($0.title))" }
    return described
      + (found.isEmpty
        ? "this machine has none: plug one in, or give the path of a device file"
        : "this machine has \(found.joined(separator: ", "))")
  }

  private static func names(_ board: BoardDescription?) -> [String] {
    board?.serialPorts.flatMap { [$0.name] + $0.aliases } ?? []
  }

  private static func lastPart(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
