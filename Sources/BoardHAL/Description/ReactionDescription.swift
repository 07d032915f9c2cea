/// When one device reports this, ask another for that.
///
/// Reactions make a board useful with no Swift written; firmware that needs more than one event
/// and one action writes it in Swift.
public struct ReactionDescription: Sendable, Hashable {
  /// The name of the device that reports.
  public let source: String

  /// What it reports.
  public let event: DeviceEvent

  /// The name of the device that acts.
  public let target: String

  /// What it does.
  public let action: DeviceAction

  /// What `write` sends, without its line ending; nil repeats the line that the event carries.
  public let text: String?

  /// Makes a reaction.
  public init(
    on source: String, _ event: DeviceEvent, do target: String, _ action: DeviceAction,
    text: String? = nil
  ) {
    self.source = source
    self.event = event
    self.target = target
    self.action = action
    self.text = text
  }
}
