/// How a Linux board asks the kernel for what it needs.
public struct LinuxConfiguration: Sendable, Hashable {
  /// How many edges the kernel is asked to hold for each line.
  ///
  /// The kernel's own 16 are 1.6 ms of a 5 kHz square wave. A request holds 1,024 at most, and API
  /// 1 of libgpiod always holds 16.
  public var edgeCapacity = 256

  /// Under which name lines are held: what others see when they ask who has one.
  public var consumer = "board-cli"

  /// Whether a line without a pull keeps the bias that it has, as the tools of libgpiod have it;
  /// otherwise its bias is switched off.
  public var keepsBias = false

  /// The usual.
  public init() {}
}
