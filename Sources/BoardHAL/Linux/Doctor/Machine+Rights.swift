#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Who may use a device file.
extension Machine {
  /// What keeps the user from a device file.
  enum Refusal: Hashable {
    /// It is its group's, in which the user is not.
    case group(String)
    /// The user has been put into the group, and has not logged in since.
    case oldLogin(String)
    /// It is root's alone.
    case rootOnly
  }

  /// Why the user must not read and write a device file, or nil when that is allowed.
  ///
  /// - Parameter path: The file, without the folder of the machine.
  /// - Returns: the reason; nil for a file that is not there.
  func refusal(of path: String) -> Refusal? {
    var status = stat()
    guard user.id != 0, stat(root + path, &status) == 0 else { return nil }
    // Rights may also come from an access list, of which only the kernel knows all.
    if root.isEmpty, access(path, R_OK | W_OK) == 0 { return nil }
    let mode = UInt32(status.st_mode)
    if mode & 0o006 == 0o006 { return nil }
    if status.st_uid == user.id, mode & 0o600 == 0o600 { return nil }
    if mode & 0o060 == 0o060, user.groups.contains(status.st_gid) { return nil }
    let name = groupName(of: status.st_gid) ?? (status.st_gid == 0 ? "root" : "\(status.st_gid)")
    guard mode & 0o060 == 0o060, name != "root" else { return .rootOnly }
    return isMember(of: name) ? .oldLogin(name) : .group(name)
  }

  /// True when the machine has a group of this name.
  func hasGroup(_ name: String) -> Bool { groups.contains { $0.name == name } }

  private func groupName(of number: UInt32) -> String? {
    groups.first { $0.number == number }?.name
  }

  /// True when the user was put into a group, since logging in perhaps.
  private func isMember(of group: String) -> Bool {
    guard let name = userName else { return false }
    return groups.contains { $0.name == group && $0.members.contains(name) }
  }

  private var userName: String? {
    for line in Paths.lines(of: "\(root)/etc/passwd") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count > 2, UInt32(fields[2]) == user.id { return String(fields[0]) }
    }
    return nil
  }

  private var groups: [(name: String, number: UInt32, members: [String])] {
    Paths.lines(of: "\(root)/etc/group").compactMap { line in
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count > 3, let number = UInt32(fields[2]) else { return nil }
      return (String(fields[0]), number, fields[3].split(separator: ",").map(String.init))
    }
  }
}

extension Machine.Refusal {
  /// What was seen, in words.
  var text: String {
    switch self {
    case .group(let group): "is for the group \(group), in which you are not"
    case .oldLogin(let group):
      "is for the group \(group), which you have been put into since you logged in"
    case .rootOnly: "is for root alone"
    }
  }

  /// What mends it, for devices that are to belong to a group.
  ///
  /// - Parameters:
  ///   - usual: The group that such devices usually belong to.
  ///   - rule: The udev rule that gives them to it.
  ///   - isThere: There is such a group.
  /// - Returns: the commands, in words.
  func remedy(usual: String, rule: String, isThere: Bool) -> String {
    switch self {
    case .group(let group): return "sudo usermod -aG \(group) $USER, then log in again"
    case .oldLogin: return "log out and in again"
    case .rootOnly:
      let group = isThere ? "" : "sudo groupadd --system \(usual); "
      return "\(group)sudo usermod -aG \(usual) $USER; put '\(rule)' into"
        + " /etc/udev/rules.d/60-board-cli.rules; sudo udevadm control --reload;"
        + " sudo udevadm trigger; then log in again"
    }
  }
}
