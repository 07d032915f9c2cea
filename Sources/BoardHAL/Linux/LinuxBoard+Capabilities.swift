public import BoardHAL
internal import CGPIO

extension LinuxBoard {
  /// What this build of libgpiod and this kernel give.
  public var capabilities: Capabilities {
    Capabilities(
      hasVirtualTime: false, hasSequenceNumbers: cgpio_api() >= 2, hasDebounce: cgpio_api() >= 2)
  }
}
