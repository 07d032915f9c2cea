public import BoardHAL

/// What the kernel allows real-time threads, and how urgent its own are: read once, at the start.
public struct RealTimeLimits: Sendable, Hashable {
  /// How much of each period real-time threads may run in all; nil when nothing stops them.
  public var runtime: Nanoseconds?

  /// The length of a period.
  public var period: Nanoseconds

  /// The priorities of the kernel's threads that report interrupts, GPIO edges among them.
  public var interruptThreadPriorities: [Int]

  /// Describes limits.
  public init(runtime: Nanoseconds?, period: Nanoseconds, interruptThreadPriorities: [Int]) {
    self.runtime = runtime
    self.period = period
    self.interruptThreadPriorities = interruptThreadPriorities
  }

  /// Reads the limits of this machine.
  ///
  /// - Parameter root: The folder that holds `proc`, for a machine other than this one.
  /// - Returns: the limits, or nil where the kernel does not tell them.
  public static func read(root: String = "") -> RealTimeLimits? {
    let kernel = "\(root)/proc/sys/kernel"
    guard
      let runtime = Paths.firstLine(of: "\(kernel)/sched_rt_runtime_us").flatMap({ Int64($0) }),
      let period = Paths.firstLine(of: "\(kernel)/sched_rt_period_us").flatMap({ Int64($0) })
    else { return nil }
    let priorities = Paths.names(in: "\(root)/proc").filter { $0.first?.isNumber == true }
      .compactMap { interruptThreadPriority(of: "\(root)/proc/\($0)") }
    return RealTimeLimits(
      // The kernel writes -1 for no limit.
      runtime: runtime < 0 ? nil : .microseconds(runtime), period: .microseconds(period),
      interruptThreadPriorities: priorities.sorted())
  }

  /// What is wrong with running threads of up to `priority` under these limits.
  ///
  /// - Parameter priority: The `SCHED_FIFO` priority of the most urgent of them, or nil when none
  ///   is a real-time thread.
  /// - Returns: the warnings; none without real-time threads.
  public func warnings(upTo priority: Int?) -> [RealTimeWarning] {
    guard let priority else { return [] }
    var warnings: [RealTimeWarning] = []
    if let runtime, runtime < period { warnings.append(.throttling(runtime, each: period)) }
    if let lowest = interruptThreadPriorities.first, priority >= lowest {
      warnings.append(.aboveInterruptThreads(priority, theirs: lowest))
    }
    return warnings
  }

  /// The priority of a process if it is a thread that the kernel reports interrupts in.
  private static func interruptThreadPriority(of process: String) -> Int? {
    // "12 (irq/24-board-cli) S 2 …": the name may hold blanks, and ends with the last bracket.
    guard let status = Paths.firstLine(of: "\(process)/stat"),
      let open = status.firstIndex(of: "("), let close = status.lastIndex(of: ")"),
      status[status.index(after: open)...].hasPrefix("irq/")
    else { return nil }
    let fields = status[close...].dropFirst(2).split(separator: " ")
    // Fields 40 and 41 of the page proc(5), counted from 1: the priority, and the policy FIFO.
    guard fields.count > 38, fields[38] == "1" else { return nil }
    return Int(fields[37])
  }
}
