internal import BoardHAL

/// What decides how soon a routine runs: rights to real-time priorities, locked memory, throttling.
enum RealTimeCheck {
  static func findings(_ machine: Machine) -> [Finding] {
    [priority(machine), memory(machine)] + throttling(machine)
  }

  private static let file = "/etc/security/limits.d/board-cli.conf"

  private static func priority(_ machine: Machine) -> Finding {
    let priority = machine.limits.realTimePriority
    guard priority > 0 else {
      return Finding(
        .warning, .realTime, "priority",
        "no right to real-time threads: all levels share one thread, the most urgent line first",
        remedy: "put '@gpio - rtprio 50' into \(file), then log in again; in a systemd unit"
          + " LimitRTPRIO=50; in a container --cap-add SYS_NICE")
    }
    return Finding(
      .ok, .realTime, "priority", "real-time threads up to \(priority): each level has its own")
  }

  private static func memory(_ machine: Machine) -> Finding {
    guard let bytes = machine.limits.lockedBytes else {
      return Finding(.ok, .realTime, "memory", "may be locked: no routine waits for a page")
    }
    return Finding(
      .warning, .realTime, "memory",
      "only \(bytes >> 10) KiB may be locked: a routine may have to wait for a page",
      remedy: "put '@gpio - memlock unlimited' into \(file), then log in again; in a systemd unit"
        + " LimitMEMLOCK=infinity")
  }

  private static func throttling(_ machine: Machine) -> [Finding] {
    guard let limits = RealTimeLimits.read(root: machine.root) else { return [] }
    let priority = machine.limits.realTimePriority
    let warnings = limits.warnings(upTo: priority > 0 ? priority : nil)
    return warnings.map { warning in
      switch warning {
      case .throttling(let runtime, let period):
        Finding(
          .warning, .realTime, "throttling",
          "real-time threads are stopped after \(runtime.count / 1_000) us of each"
            + " \(period.count / 1_000) us: a routine that spins is stopped in its middle",
          remedy: "sudo sysctl kernel.sched_rt_runtime_us=-1; to keep it, a file in /etc/sysctl.d")
      case .aboveInterruptThreads(let priority, let theirs):
        Finding(
          .warning, .realTime, "interrupt threads",
          "the kernel reports edges in threads of priority \(theirs); a level of ours has"
            + " \(priority), and kept busy it stops the edges it waits for",
          remedy: "raise theirs: sudo chrt -f -p \(min(99, priority + 1)) PID, for each irq/ thread"
        )
      }
    }
  }
}
