import BoardHAL

/// The dispatcher's entry of one device.
@safe
struct DeviceEntry: ~Copyable {
  /// The most timers that one device can have.
  static let timerCapacity = 8

  enum Stage: UInt8 {
    case free, added, started, stopped
  }

  var stage = Stage.free
  var name = ""
  var routines = DeviceRoutines.none
  var cell: UnsafeMutableRawPointer?
  /// Keeps the cell alive.
  var owner: AnyObject?
  /// The first of the device's deferred calls, or -1; its others follow it in the table.
  var firstCall: Int32 = -1
  var callCount = 0
  /// The first of the device's connection groups, or -1.
  var firstConnection: Int32 = -1
  /// The first of the device's timers in the timer queue.
  var timerBase = 0
  var timerCount = 0
  /// Timers that have run out and wait for the deferred call, one bit each.
  var expired: UInt8 = 0
  var expiredPeriods: InlineArray<8, UInt32> = InlineArray(repeating: 0)
  /// Actions that wait for the deferred call.
  var actions: FixedQueue<ActionRecord>
  /// The request that the device works on, or 0; read by service routines.
  var currentRequest: UInt32 = 0
  /// A service routine left a line masked until the deferred call has run.
  var hasMaskedLine = false
  /// The current request is to be given up in the next run.
  var shouldCancel = false
  /// A waiting request is to begin in the next run.
  var shouldBegin = false
  /// The routine of calls that may run beside themselves, if the device has such.
  var concurrentDrain: ConcurrentDrain?
  /// Some processor runs the errands of such a device.
  var isOnErrand = false
  /// A connection was given up, and with it the account of its rings.
  var hasGivenUpConnection = false

  /// The ring that feeds the device's work item, if it has one, and the item.
  var workRing: UnsafeMutableRawPointer?
  var workItem = -1
  /// Keeps the ring alive.
  var workOwner: AnyObject?

  init(actions: Int) {
    self.actions = FixedQueue(capacity: actions)
  }

  /// The deferred call has something to do besides draining rings.
  var hasErrands: Bool { expired != 0 || shouldCancel || shouldBegin || !actions.isEmpty }
}
