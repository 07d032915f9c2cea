import BoardHAL

/// The dispatcher's entry of one device; what each interrupt looks at comes first.
///
/// The very first is looked at under the core's lock only: the thread sanitizer takes a call of a
/// method that changes the entry, which is made under the lock, for a change of its first byte.
@safe
struct DeviceEntry: ~Copyable {
  /// The most timers that one device can have.
  static let timerCapacity = 8

  enum Stage: UInt8 {
    case free, added, started, stopped
  }

  /// The request that the device works on, or 0; read by service routines.
  var currentRequest: UInt32 = 0
  /// The first of the device's deferred calls, or -1; its others follow it in the table.
  var firstCall: Int32 = -1
  /// The first of the device's connection groups, or -1.
  var firstConnection: Int32 = -1
  var callCount = 0
  var cell: UnsafeMutableRawPointer?
  /// What the next run has to do besides draining rings: one byte, which a run tests as a whole.
  private(set) var chores: Chores = []

  var stage = Stage.free
  /// Counts the devices that have had this entry, so that an old handle is known as such.
  var epoch: UInt32 = 0
  var name = ""
  var routines = DeviceRoutines.none
  /// Keeps the cell alive.
  var owner: AnyObject?
  /// The first of the device's timers in the timer queue.
  var timerBase = 0
  var timerCount = 0
  /// Timers that have run out and wait for the deferred call, one bit each.
  var expired: UInt8 = 0 {
    didSet { chores.set(.expiry, expired != 0) }
  }
  var expiredPeriods: InlineArray<8, UInt32> = InlineArray(repeating: 0)
  /// Actions that wait for the deferred call.
  private(set) var actions: FixedQueue<ActionRecord>
  /// How often the current request has begun.
  var attempts: UInt32 = 0
  /// The current request is to begin again in the next run.
  var shouldRetry = false
  /// The request that `shouldCancel` means.
  var cancelTarget: UInt32 = 0
  /// The accounts of connections that have been taken out.
  var retired = RingAccount()
  /// The routine of calls that may run beside themselves, if the device has such.
  var concurrentDrain: ConcurrentDrain?
  /// Some processor runs the errands of such a device.
  var isOnErrand = false

  /// The ring that feeds the device's work item, if it has one, and the item.
  var workRing: UnsafeMutableRawPointer?
  var workItem = -1
  /// Keeps the ring alive.
  var workOwner: AnyObject?

  init(actions: Int) {
    self.actions = FixedQueue(capacity: actions)
  }

  /// The deferred call has something to do besides draining rings.
  var hasErrands: Bool { !chores.isDisjoint(with: .errands) }

  /// A request is to be given up in the next run, if it is still the current one then.
  var shouldCancel: Bool {
    get { chores.contains(.cancel) }
    set { chores.set(.cancel, newValue) }
  }

  /// A waiting request is to begin in the next run.
  var shouldBegin: Bool {
    get { chores.contains(.begin) }
    set { chores.set(.begin, newValue) }
  }

  /// A service routine left a line masked until the deferred call has run.
  var hasMaskedLine: Bool {
    get { chores.contains(.unmask) }
    set { chores.set(.unmask, newValue) }
  }

  /// Leaves an action to the deferred call; false when there is no room for it.
  mutating func leave(_ action: ActionRecord) -> Bool {
    guard actions.tryPush(action) else { return false }
    chores.insert(.action)
    return true
  }

  /// Takes the oldest action that waits.
  mutating func takeAction() -> ActionRecord? {
    let action = actions.tryPop()
    chores.set(.action, !actions.isEmpty)
    return action
  }

  /// Why a run has more to do than to drain rings.
  struct Chores: OptionSet, BitwiseCopyable {
    let rawValue: UInt8

    static let expiry = Chores(rawValue: 1)
    static let action = Chores(rawValue: 2)
    static let cancel = Chores(rawValue: 4)
    static let begin = Chores(rawValue: 8)
    /// All that is an `Errand`; no array literal, which takes memory in a debug build.
    static let errands = Chores(rawValue: 15)
    static let unmask = Chores(rawValue: 16)

    mutating func set(_ chore: Chores, _ isWanted: Bool) {
      if isWanted { formUnion(chore) } else { subtract(chore) }
    }
  }
}
