#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Who has a device open, as far as this user may know.
struct PortHolders {
  /// Programs by the device file that they have open.
  private var programs: [String: [String]] = [:]

  /// There were programs into which this user may not look.
  private(set) var isPartial = false

  /// Looks at every process of a machine.
  ///
  /// - Parameter root: The folder that holds `proc`, for a machine other than this one.
  init(root: String = "") {
    let own = root.isEmpty ? String(getpid()) : ""
    for process in Paths.names(in: "\(root)/proc") where process.allSatisfy(\.isNumber) {
      let folder = "\(root)/proc/\(process)/fd"
      let descriptors = Paths.names(in: folder)
      // Whoever runs has descriptors; none seen means none shown.
      if descriptors.isEmpty, access(folder, R_OK) != 0 { isPartial = true }
      let devices = Set(descriptors.compactMap { Paths.target(of: "\(folder)/\($0)") })
      for device in devices where device.hasPrefix("/dev/") {
        let name = Paths.firstLine(of: "\(root)/proc/\(process)/comm") ?? "process"
        programs[device, default: []].append(
          process == own ? "this program" : "\(name) (process \(process))")
      }
    }
  }

  /// The programs that have a device file open, or nil when none is seen.
  ///
  /// - Parameter device: The file, free of symbolic links.
  /// - Returns: their names and numbers, in words.
  func holder(of device: String) -> String? {
    programs[device]?.joined(separator: ", ")
  }
}
