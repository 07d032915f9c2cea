/// What the dispatcher hands to a device's deferred half, before the device's type is known.
@safe
public struct DispatchFrame: ~Copyable {
  @usableFromInline
  unowned(unsafe) let dispatcher: Dispatcher
  @usableFromInline
  let device: DeviceID
  /// Which of the device's deferred calls runs: 0 for its own.
  @usableFromInline
  let call: Int
  /// Which of the device's connections is being drained, from 0.
  @usableFromInline
  let connection: Int
  @usableFromInline
  let processor: Int
  /// The call was asked for as such: it runs although nothing was saved for it.
  @usableFromInline
  let deliversEmpty: Bool
  /// The most snapshots that the call is given: a replay gives as many as were there when this was
  /// recorded.
  @usableFromInline
  var limit = Int.max
}
