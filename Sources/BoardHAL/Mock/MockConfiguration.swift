/// How much a mock board holds, and how it gives up what it cannot hold.
public struct MockConfiguration: Sendable, Hashable {
  /// How many edges each line's kernel buffer holds.
  public var edgeCapacity = 16
  /// Which edge a full kernel buffer gives up.
  public var overflow = OverflowPolicy.dropOldest
  /// The number of each line's first edge; close to 2³² lets a test see the numbers wrap.
  public var firstSequence: UInt32 = 1
  /// The labels of chips that cannot report edges: opening a line of one throws `noInterrupts`, and
  /// it can only be polled (row L01).
  public var chipsWithoutInterrupts: Set<String> = []
  /// How many received characters a serial port holds: 4096 as a tty does, 16 as a bare UART.
  public var receiveCapacity = 4096
  /// How many characters a serial port takes before they have left it.
  public var transmitCapacity = 4096
  /// How many calls of firmware are remembered; 0 switches the record off.
  public var accessCapacity = 4096
  /// How many changes of each pin, bytes of each port and wiring faults are remembered.
  public var historyCapacity = 65_536

  /// The capacities of a Linux kernel.
  public init() {}
}
