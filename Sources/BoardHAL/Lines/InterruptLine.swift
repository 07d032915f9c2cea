/// The controller's state of one line.
///
///     disabled ──enable──► enabled ◄──unmask── masked      masked keeps what is pending,
///        ▲                    │ └─────mask───────►         disabled forgets it
///        └─────disable────────┘
///
/// An interrupt happens when an enabled, unmasked line that is not in service becomes pending, or
/// when a pending line becomes enabled, unmasked or free (rows L71 and S2-06).
struct InterruptLine {
  var configuration: LineConfiguration
  var isOpen = false
  var isEnabled = false
  var isMasked = false
  /// Asked without a record: one bit, so asking twice merges.
  var isRaised = false
  /// A level-triggered line whose device asserts it.
  var isAsserted = false
  /// Linked into the ready queues; derived from the rest, kept to make unlinking certain.
  var isReady = false
  /// The processor that serves the line now, or -1.
  var servedBy: Int8 = -1
  var latchStart = 0
  var latchHead = 0
  var latchCount = 0
  var counters = LineCounters()

  /// The line has something for its service routine.
  var isPending: Bool { latchCount > 0 || isRaised || isAsserted }

  /// The line belongs into the ready queues.
  var isDeliverable: Bool { isPending && isEnabled && !isMasked && servedBy < 0 }
}
