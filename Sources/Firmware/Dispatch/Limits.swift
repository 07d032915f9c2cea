/// How much of everything a firmware can have: all memory is taken when it is made.
///
/// Nothing grows afterwards, so nothing allocates between an edge and the end of its deferred call,
/// and every queue has a number at which it says that it is full.
public struct Limits: Sendable, Hashable {
  /// Interrupt lines, at most.
  public var lines = 64
  /// Devices, at most.
  public var devices = 64
  /// Connections of devices to lines, at most.
  public var connections = 128
  /// Deferred calls of all devices, at most.
  public var deferredCalls = 128
  /// Work items and passive service routines of all devices, at most.
  public var workItems = 32
  /// Executors for passive-level code, at most.
  public var executors = 8
  /// Requests that application code awaits at once, at most.
  public var awaitedRequests = 32
  /// Records that wait between the hardware and a service routine, for each line.
  public var latch = 16
  /// Snapshots that wait between a service routine and its deferred call; a power of two.
  public var snapshots = 64
  /// Actions that wait for one device.
  public var actions = 8
  /// Requests that wait for one device.
  public var requests = 16
  /// Ended requests that nobody has taken yet.
  public var completions = 64
  /// Device events that the application has not taken yet.
  public var events = 64
  /// Trace events between two looks at the trace.
  public var trace = 1024
  /// Deferred calls in a row after which a waiting event gets its turn.
  public var deferredRound = 64
  /// Deferred calls that have to wait on a processor before one of low importance makes it drain
  /// them (row L15).
  public var deferredDepth = 4
  /// Threaded deferred calls run at passive level; false runs them at dispatch, as if they were not
  /// threaded (row L23).
  public var allowsThreadedCalls = true
  /// Deferred calls of `ConcurrentDriven` devices may run on several processors at once, as in the
  /// Windows model: a test mode (row L13).
  public var allowsConcurrentCalls = false
  /// Passes over the routines of a shared line for one interrupt, before it is given up.
  public var chainPasses = 8
  /// Services in a row after which a level-triggered line that stays asserted is masked.
  public var stormServices = 1000
  /// Virtual processors.
  public var processors = 1

  /// The limits that suit a board with a header of 28 lines.
  public init() {}
}
