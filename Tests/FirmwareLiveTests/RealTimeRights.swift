import BoardHAL
import BoardHALLinux
import FirmwareLive
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
