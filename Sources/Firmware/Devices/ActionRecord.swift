/// Something that was asked of a device and waits for its deferred call.
@usableFromInline
struct ActionRecord: BitwiseCopyable {
  /// The raw value of the device's own action type.
  @usableFromInline
  let code: UInt8
  /// A text that goes with it; empty for most.
  @usableFromInline
  let text: EventText
}
