public import BoardHAL
public import Firmware

/// A small firmware with everything that can happen to it: what an explorer runs again and again.
///
/// Made anew for each schedule, so it should take few microseconds to make: see `Limits.tiny`. Two
/// worlds made alike must behave alike; an explorer notices when they do not.
public protocol World: AnyObject {
  /// The firmware, at rest, with its devices started.
  var firmware: Firmware { get }

  /// Lets the next thing of a stream happen: raise or latch a line, post an action, submit a
  /// request, pull a cable.
  ///
  /// - Parameters:
  ///   - number: Which thing of the stream, from 0.
  ///   - stream: Which stream, by its place in the explorer's list.
  func arrive(_ number: Int, of stream: Int)

  /// Takes in whatever the devices, their line states, the board and the verdict depend on.
  ///
  /// Asked for while no routine runs. The state of the firmware itself is taken in by the explorer.
  /// What is left out here makes different states look the same, and then schedules are missed.
  func mix(into fingerprint: inout Fingerprint)

  /// Says what is wrong when everything has happened and nothing is left to do, or nil.
  var verdict: String? { get }

  /// False while the next thing of a stream cannot happen; it is asked again later.
  func isReady(_ stream: Int) -> Bool

  /// Plays the world by itself, such as a scenario with times of its own, and says what is wrong.
  ///
  /// Nil unless implemented. With one, the explorer decides in the middle of routines only, and
  /// every schedule is followed to its end, because a script cannot be left half way. What a step
  /// of the script has left half way on other processors ends before its next step.
  var script: (() -> String?)? { get }

  /// How many requests have been submitted and taken; each has to end.
  var submitted: Int { get }

  /// A line may stay masked when all is over: the application has masked it.
  var mayEndMasked: Bool { get }
}

extension World {
  /// Always: a stream's things can happen at any time.
  public func isReady(_ stream: Int) -> Bool { true }

  /// None: the explorer decides everything.
  public var script: (() -> String?)? { nil }

  /// None.
  public var submitted: Int { 0 }

  /// False: whoever holds a line back has to let it go.
  public var mayEndMasked: Bool { false }
}

/// Things that happen one after the other, each at any time: one line's edges, one caller's calls.
public struct Stream: Sendable, Hashable {
  /// What people call it.
  public let name: String

  /// How many things happen.
  public let count: Int

  /// They are calls of the application, which runs on processor 0 at passive level, and so never
  /// come while a routine is on that processor's stack.
  public let isApplication: Bool

  /// Describes a stream; one of interrupts unless told otherwise.
  public init(_ name: String, count: Int, isApplication: Bool = false) {
    self.name = name
    self.count = count
    self.isApplication = isApplication
  }
}

extension Limits {
  /// As little of everything as a small world needs, so that making one is quick.
  public static func tiny(
    lines: Int = 2, devices: Int = 2, processors: Int = 1
  ) -> Limits {
    var limits = Limits()
    limits.lines = lines
    limits.devices = devices
    limits.connections = lines
    limits.deferredCalls = devices
    limits.latch = 4
    limits.snapshots = 4
    limits.actions = 1
    limits.requests = 4
    limits.completions = 4
    limits.events = 2
    limits.errors = 2
    limits.workItems = 1
    limits.executors = 1
    limits.awaitedRequests = 1
    limits.trace = 64
    limits.processors = processors
    return limits
  }
}
