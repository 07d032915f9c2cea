public import BoardHAL

/// The dispatcher's entry of one connection of a device to one line.
///
/// A line's connections form a chain, asked one after the other until somebody claims (rows S2-10,
/// S3-08). Several entries share a cell when a device connected several lines as one.
///
/// What each interrupt looks at comes first, side by side: with a thousand lines that take turns,
/// what an interrupt costs is the memory that it has to fetch.
@safe
struct ConnectionEntry: ~Copyable {
  /// The next connection on the same line, or -1.
  var nextOnLine: Int32 = -1
  /// The next group of the same device, or -1.
  var nextOfDevice: Int32 = -1
  /// A full ring masks the line instead of counting what is lost.
  var masksWhenFull = false
  /// The routine threw: it is not asked again before its line is unmasked.
  var isHeldBack = false
  var subLine = 0
  var device = 0
  /// Which of its device's connections this is, from 0.
  var number = 0
  var cell: UnsafeMutableRawPointer?
  var lock: UnsafeMutablePointer<LineLock>?
  var routines = ConnectionRoutines.none
  var counters = ConnectionCounters()

  var isConnected = false
  var line = LineID(0)
  /// The level asked for, and the one at which the routine runs: that of all that share its lock.
  var wanted = Level.passive
  var level = Level.passive
  /// Whether other devices may connect to the same line.
  var sharing = ConnectOptions.Sharing.exclusive
  /// Wants interrupts; what comes while none of a line's connections does is forgotten (row L06).
  var isActive = true
  /// The line is masked until the device's deferred call has run.
  var holdsMask = false
  /// Which of the device's deferred calls gives that mask back.
  var maskingCall = 0
  /// A token somewhere holds the line masked.
  var hasMaskToken = false
  /// Counts the connections that this entry has been, so that an old token is known as such.
  var epoch: UInt32 = 0
  /// The passive service routine in the table of work items, or -1 for one at device level.
  var serviceItem = -1
  /// The line is masked until its passive service routine has returned.
  var holdsServiceMask = false
  /// How long the routine may take, or nil for the firmware's budget.
  var budget: Nanoseconds?
  /// Keeps the cell and the lock alive.
  var owner: AnyObject?
  var lockOwner: InterruptLock?
  /// Service routines and drains of this connection that are on a stack; counted while somebody
  /// observes, and kept when the entry is freed, where both have to be 0 (invariant 8).
  var serviceFrames: UInt8 = 0
  var drainFrames: UInt8 = 0

  /// The entry when its connection has been taken out.
  var freed: ConnectionEntry {
    var entry = ConnectionEntry()
    entry.epoch = epoch &+ 1
    entry.serviceFrames = serviceFrames
    entry.drainFrames = drainFrames
    return entry
  }
}

/// What one connection's service routine did.
public struct ConnectionCounters: Sendable, Hashable, BitwiseCopyable {
  /// Interrupts that the routine claimed.
  public internal(set) var claimed: UInt64 = 0
  /// Interrupts that a passive service routine has served; `claimed` counts those captured for it.
  public internal(set) var served: UInt64 = 0
  /// Interrupts that the routine said were not its own.
  public internal(set) var notMine: UInt64 = 0
  /// Snapshots that found the ring full.
  public internal(set) var lost: UInt64 = 0
  /// Claims of a level-triggered line that nobody asserted (row S2-20).
  public internal(set) var falseClaims: UInt64 = 0
  /// Services in which the routine threw.
  public internal(set) var faults: UInt64 = 0
  /// What it threw last.
  public internal(set) var lastFault: LineFault?
  /// Services that took longer than the budget; zero while accounting is off.
  public internal(set) var overruns: UInt64 = 0
  /// The longest service, on the board's clock; zero while accounting is off.
  public internal(set) var longestService = Nanoseconds.zero

  /// Counters that have counted nothing.
  public init() {}
}
