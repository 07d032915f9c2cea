internal import BoardHAL
internal import CGPIO

extension Capabilities {
  /// What this build of libgpiod and its kernel interface give.
  ///
  ///                        API 1 (libgpiod 1.x)       API 2 (libgpiod 2.x)
  ///     sequence numbers   no                         yes
  ///     debounce           ours                       the kernel's
  ///     full buffer gives up the newest edge, unseen  the oldest edge, counted
  ///     edges waiting      16 for each line           as configured, 1,024 in a request at most
  ///     lines per request  1                          64
  ///     stamps             monotonic, both
  init(_ configuration: LinuxConfiguration) {
    let api = cgpio_api()
    self.init(
      hasVirtualTime: false, hasSequenceNumbers: api >= 2, hasDebounce: api >= 2,
      linesPerRequest: Int(cgpio_lines_per_request()),
      edgeCapacity: api >= 2 ? min(configuration.edgeCapacity, 1_024) : 16,
      library: api == 0
        ? nil : "libgpiod \(String(cString: cgpio_version())) (API \(api))")
  }
}
