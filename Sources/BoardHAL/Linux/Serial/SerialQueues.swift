/// How many bytes the kernel holds for a serial port.
public struct SerialQueues: Sendable, Hashable {
  /// Received, and not taken yet.
  public let received: Int
  /// Given to the kernel and not on the line yet; what flow control holds back is here.
  public let unsent: Int
}
