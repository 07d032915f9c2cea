public import BoardHAL

/// One thing that happened, with its time: what a trace consists of.
///
/// A plain value without names or text: `Firmware.name(of:)` and its like turn its numbers into
/// names where people read. The trace is also the test language: a test compares a list of these.
public struct TraceEvent: Sendable, Hashable, BitwiseCopyable {
  /// When it happened, on the board's clock.
  public var time: BoardInstant
  /// The virtual processor on which it happened.
  public var processor: UInt8
  /// What happened.
  public var kind: Kind
  /// The application brought it about, from outside of all routines: a replay has to do so too.
  public var isByApplication = false
  /// Of `edge`: signs that something is missing before it, those that are counted elsewhere too.
  public var loss: EdgeLoss = []
  /// A number that goes with some kinds: see `merged`, `generation` and `requestedCall`.
  var number: UInt32 = 0
  /// The first bytes that went with it: received, sent, or the text of an event or an action.
  public var bytes = TraceBytes()
  /// How many more bytes there are, in the happenings of kind `more` that follow.
  public var bytesToCome: UInt16 = 0

  /// Describes a happening.
  public init(time: BoardInstant, processor: Int, kind: Kind) {
    self.time = time
    self.processor = UInt8(truncatingIfNeeded: processor)
    self.kind = kind
  }

  /// Of `edge`: how many edges ran together below before this one was reported.
  public var merged: UInt32 {
    get { number }
    set { number = newValue }
  }

  /// Of `received`: which connection of the port it came in, counted from 1.
  public var generation: UInt32 {
    get { number }
    set { number = newValue }
  }

  /// Of `serviceEnded`: which deferred call the routine asked for; 0 is the device's own.
  public var requestedCall: UInt8 {
    get { UInt8(truncatingIfNeeded: number) }
    set { number = UInt32(newValue) }
  }

  /// What happened.
  public enum Kind: Sendable, Hashable, BitwiseCopyable {
    /// The hardware reported an edge.
    case edge(LineID, Edge, LineValue, sequence: UInt32)
    /// A serial port reported bytes, or an error, on its receiving line.
    case received(LineID, SerialRecord.Kind, count: UInt32)
    /// Software or a device register asked for service of a line.
    case raised(LineID)
    /// The hardware reported that edges or bytes were lost before the record that follows.
    case lostBefore(LineID, count: UInt32)
    /// The request for service brought nothing new: the line was pending already.
    case merged(LineID)
    /// A record came to a disabled line.
    case ignored(LineID)
    /// A service routine began.
    case serviceBegan(LineID, device: DeviceID, level: Level)
    /// A service routine returned.
    case serviceEnded(LineID, device: DeviceID, ServiceOutcome)
    /// No routine of the line claimed its interrupt (row S3-09).
    case unclaimed(LineID)
    /// A deferred call began.
    case deferredBegan(device: DeviceID, call: UInt8)
    /// A deferred call returned, having been given so many snapshots and losses.
    case deferredEnded(device: DeviceID, call: UInt8, items: UInt32, lost: UInt32)
    /// A passive service routine began.
    case passiveBegan(LineID, device: DeviceID)
    /// A passive service routine returned.
    case passiveEnded(LineID, device: DeviceID, ServiceOutcome)
    /// A work item began.
    case workBegan(device: DeviceID)
    /// A work item returned, having been given so many values and losses.
    case workEnded(device: DeviceID, items: UInt32, lost: UInt32)
    /// So many values that waited for a work item were withdrawn: it will not run any more.
    case workWithdrawn(device: DeviceID, items: UInt32)
    /// A timer of a device ran out.
    case timerExpired(device: DeviceID, timer: UInt8, periods: UInt32)
    /// A device told the application something; `code` is the raw value of its event.
    case event(device: DeviceID, code: UInt8, value: Int64)
    /// An event found the queue full and was not delivered.
    case eventLost(device: DeviceID, code: UInt8)
    /// The application posted an action; `code` is the raw value of the device's action.
    case action(device: DeviceID, code: UInt8)
    /// An output was driven.
    case drove(device: DeviceID, OutputID, LineValue)
    /// A port took bytes to send.
    case transmitted(device: DeviceID, LineID, count: UInt32)
    /// The bytes of the happening before go on: the rest of a long text.
    case more
    /// A device asked what its line means, and was told.
    case sampled(device: DeviceID, LineID, LineValue)
    /// A device looked at the clock of a real board; the happening's time is what it saw.
    case clock(device: DeviceID)
    /// The application was given an event: the end of its way from the hardware.
    case delivered(device: DeviceID, code: UInt8)
    /// The application told the firmware to stop its devices.
    case shutDown
    /// A request began on its device.
    case requestBegan(device: DeviceID, RequestID)
    /// A request ended.
    case requestEnded(device: DeviceID, RequestID, RequestStatus)
    /// A line was enabled, disabled, masked or unmasked.
    case gate(LineID, Gate)
    /// A device took the lock of a line under that of another, and somebody takes the two in the
    /// other order: two processors could wait for each other for ever (row L38).
    case lockOrder(LineID, under: LineID, device: DeviceID)
    /// Something went wrong.
    case fault(device: DeviceID, Fault)
  }

  /// What was done to a line's gate.
  public enum Gate: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// The line may ask from now on.
    case enabled
    /// The line may not ask, and forgets what was pending.
    case disabled
    /// The line is held back, and remembers.
    case masked
    /// The line is let go.
    case unmasked
  }

  /// What went wrong.
  public enum Fault: UInt8, Sendable, Hashable, BitwiseCopyable {
    /// A service routine ran longer than its budget.
    case serviceOverrun
    /// A deferred call ran longer than its budget.
    case deferredOverrun
    /// Deferred calls ran one after the other for longer than their budget together; the device is
    /// the one whose call ran then.
    case runOverrun
    /// A service routine claimed an interrupt although its device did not ask (row S2-20).
    case falseClaim
    /// A service routine asked for a deferred call that its device does not have.
    case noDeferredCall
    /// A level-triggered line stayed asserted however often it was served; it is masked now.
    case stillAsserted
    /// Routines of a shared line claimed in every pass that `Limits.chainPasses` allows.
    case endlessChain
    /// A line's mask was let go of without being given back; it is given back now.
    case leakedMask
    /// An operation on the hardware failed.
    case hardware
    /// The chip of a line of the device is gone; the line is closed and never touched again.
    case gone
    /// A routine named a connection of the device that has been disconnected.
    case disconnected
    /// A device reported an error of its own; see the error log.
    case reported
    /// A service routine threw; its line, or on a shared line its routine, is held back.
    case serviceFailed
  }
}

/// What a service routine did, as the dispatcher saw it.
public enum ServiceOutcome: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// The device did not interrupt.
  case notMine
  /// Served; nothing is to follow.
  case claimed
  /// Served; the deferred call was queued.
  case queued
  /// Served; the deferred call was queued already.
  case merged
  /// Served; the ring was full and the snapshot was counted as lost.
  case snapshotLost
  /// Served; the device has no deferred call.
  case refused
  /// The routine threw; it is held back now.
  case failed
}
