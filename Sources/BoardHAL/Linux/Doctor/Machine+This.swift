internal import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension Machine {
  /// This machine, and the user who runs this program.
  ///
  /// - Parameter priority: The real-time priority that is to be tried for.
  /// - Returns: the machine as it is now.
  public static func this(tryingPriority priority: Int) -> Machine {
    var groups = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
    let count = getgroups(Int32(groups.count), &groups)
    var lines = LineDirectory(chips: [], lines: [])
    var failure: BoardError?
    do throws(BoardError) { lines = try LineDirectory() } catch { failure = error }
    return Machine(
      root: "",
      user: User(id: geteuid(), groups: Set(groups.prefix(Int(max(0, count)))).union([getegid()])),
      limits: Limits(
        realTimePriority: ThreadRights.allowRealTime(upTo: priority) ? priority : 0,
        lockedBytes: lockedBytes),
      capabilities: Capabilities(LinuxConfiguration()), gpioAPI: Int(cgpio_api()),
      serialLibrary: PortDirectory.library,
      lines: lines, lineFailure: failure)
  }

  private static var lockedBytes: UInt64? {
    // Root may lock without end, whatever the limit says.
    if geteuid() == 0 { return nil }
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue)
    #else
      let resource = RLIMIT_MEMLOCK
    #endif
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur != rlim_t.max else { return nil }
    return UInt64(limit.rlim_cur)
  }
}
