import BoardHAL
import BoardHALLinux
import FirmwareLive
import Glibc
import Testing

/// The process may have real-time threads: root, or a limit that was raised for it.
let hasRealTimeRights = ThreadRights.allowRealTime(upTo: LiveEngine.priority(of: .high))

extension Guarantee {
  /// What this machine lets an engine promise: a row that holds on both is tried on both.
  static let here: [Guarantee] = hasRealTimeRights ? [.cooperative, .preemptive] : [.cooperative]
}

extension Trait where Self == ConditionTrait {
  /// Leaves a test of preemption out where nothing preempts.
  static var needsRealTimeRights: Self {
    .enabled(if: hasRealTimeRights, "needs real-time rights: run as root, or raise ulimit -r")
  }
}

extension ThreadRights {
  /// The processor cores that this process may use.
  static var cores: [Int] {
    defer { try? unpin() }
    return (0..<sysconf(Int32(_SC_NPROCESSORS_CONF))).filter { (try? pin(toCore: $0)) != nil }
  }

  /// The priority that the calling thread has at the kernel.
  static var priority: Int {
    var policy: Int32 = 0
    var parameters = sched_param()
    pthread_getschedparam(pthread_self(), &policy, &parameters)
    return Int(parameters.sched_priority)
  }
}
