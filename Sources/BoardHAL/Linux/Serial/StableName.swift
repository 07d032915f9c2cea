internal import BoardHAL

/// Under what a port is found again after it was unplugged: its device file may then have another
/// number.
enum StableName: Equatable {
  /// A symbolic link that always leads to the port, such as those of `/dev/serial/by-id`.
  case link(String)
  /// What a USB adaptor says of itself, where nobody makes links.
  case adaptor(USBIdentity)
  /// A port that is soldered on: its device file is its own.
  case path(String)
  /// Nothing: another pseudo-terminal may get the number.
  case none

  /// Finds the name of a port that is there.
  ///
  /// - Parameters:
  ///   - path: How the port was asked for.
  ///   - device: Its device file.
  init(of path: String, device: String) {
    if path != device {
      self = .link(path)
    } else if device.hasPrefix("/dev/pts/") {
      self = .none
    } else if let link = Self.links(to: device).first {
      self = .link(link)
    } else if let identity = PortDetails(of: device)?.usb {
      self = .adaptor(identity)
    } else {
      self = .path(device)
    }
  }

  /// The device file under which the port is now, or nil while it is not there.
  var device: String? {
    switch self {
    case .link(let link): Paths.resolved(link)
    case .path(let path): Paths.resolved(path)
    case .none: nil
    case .adaptor(let identity):
      Paths.names(in: PortDirectory.folder).sorted().lazy.map { "/dev/\($0)" }
        .first { PortDetails(of: $0)?.usb == identity }
    }
  }

  /// The name as people are told it; nil when there is none.
  var words: String? {
    switch self {
    case .link(let path), .path(let path): path
    case .adaptor(let identity): "\(identity)"
    case .none: nil
    }
  }

  /// The links that udev made to a device file: by what it is first, then by where it is plugged.
  static func links(to device: String) -> [String] {
    ["/dev/serial/by-id", "/dev/serial/by-path"].flatMap { folder in
      Paths.names(in: folder).sorted().map { "\(folder)/\($0)" }
        .filter { Paths.resolved($0) == device }
    }
  }
}
