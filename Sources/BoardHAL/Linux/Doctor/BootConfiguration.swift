/// The `config.txt` of a Raspberry Pi, as far as it is about lines and ports.
struct BootConfiguration {
  /// One setting, and where it stands.
  struct Setting: Equatable {
    /// The line of the file, without blanks at its ends.
    let text: String
    /// The file, and the number of the line.
    let place: String
  }

  /// Where the file is, or nil on a machine that has none.
  let path: String?

  /// The settings in the order of the file; comments left out.
  ///
  /// Sections such as `[pi4]` are passed over: which of them apply only the firmware knows.
  let settings: [Setting]

  /// Reads the file where it is now, or where it was before Debian 12.
  init(_ machine: Machine) {
    let files = ["/boot/firmware/config.txt", "/boot/config.txt"]
    let path = files.first { !Paths.lines(of: machine.root + $0).isEmpty }
    self.path = path
    settings =
      path.map { path in
        Paths.lines(of: machine.root + path).enumerated().compactMap { index, line in
          let text = line.trimmed
          return text.isEmpty || text.hasPrefix("#")
            ? nil : Setting(text: text, place: "\(path):\(index + 1)")
        }
      } ?? []
  }

  /// The file that a setting has to be added to.
  var pathToEdit: String { path ?? "/boot/firmware/config.txt" }

  /// A setting that begins so: `dtparam=uart0`.
  func setting(_ beginning: String) -> Setting? {
    settings.last { setting in
      guard setting.text.hasPrefix(beginning) else { return false }
      let rest = setting.text.dropFirst(beginning.count)
      return rest.isEmpty || !(rest.first?.isLetter ?? false || rest.first?.isNumber ?? false)
    }
  }

  /// The overlay that claims a line: `dtoverlay=gpio-key,gpio=17`.
  func overlay(onLine number: Int) -> Setting? {
    settings.first { setting in
      guard setting.text.hasPrefix("dtoverlay=") else { return false }
      return setting.text.split(separator: ",").dropFirst().contains { parameter in
        let parts = parameter.split(separator: "=")
        return parts.count == 2 && (parts[0].hasPrefix("gpio") || parts[0].hasSuffix("pin"))
          && parts[1] == "\(number)"
      }
    }
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    var text = String(start)
    while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
    return text
  }
}
