import Glibc

/// The machine that a report was made on, as far as numbers depend on it.
struct Machine {
  let processor: String
  let processors: Int
  let system: String
  let kernel: String
  /// How many threads wanted a processor when the measuring began: other programs spread numbers.
  let load: String

  init() {
    let info = SystemFile("/proc/cpuinfo").lines
    processor =
      info.first { $0.hasPrefix("model name") }?.split(separator: ":").last.map {
        String($0.drop { $0 == " " })
      } ?? "unknown"
    processors = info.count { $0.hasPrefix("processor") }
    let name = SystemFile("/etc/os-release").lines.first { $0.hasPrefix("PRETTY_NAME=") }
    system = name?.dropFirst(12).filter { $0 != "\"" } ?? "unknown"
    kernel = String(SystemFile("/proc/sys/kernel/osrelease").lines.first ?? "unknown")
    load = String(SystemFile("/proc/loadavg").lines.first?.split(separator: " ").first ?? "unknown")
  }

  #if compiler(>=6.3)
    static let compiler = "Swift 6.3"
  #else
    static let compiler = "Swift 6.2"
  #endif
}
