import BoardHAL

/// A routine that is being timed: an entry of its processor's stack of these.
///
/// The stack is that of the routines on the processor, so that the watchdog knows whose limit
/// passes while another's routine has interrupted it (row L22).
struct Watch: BitwiseCopyable {
  /// The most routines that one processor can have on its stack: one for each device level, a
  /// deferred call, and a threaded one under it.
  static let depth = Level.deviceNumbers.count + 2

  enum Routine: BitwiseCopyable {
    /// A service routine, by the number of its connection's entry.
    case service(Int)
    /// A deferred call, by its number in the table.
    case deferredCall(Int)
  }

  var routine = Routine.service(0)
  var device: Int32 = -1
  var began = BoardInstant.start
  /// It has been named as too long.
  var isNamed = false
}

extension Core {
  /// The routine on top of the processor's stack.
  ///
  /// - Precondition: there is one.
  func watch(on processor: Int) -> Watch {
    watches[processor * Watch.depth + processors[processor].watched - 1]
  }
}
