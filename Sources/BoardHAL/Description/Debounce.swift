/// How the bounce of a contact is taken out.
///
///     contact   __-_-_----------_-____
///     settle    ___________-----------    reports once the contact has been quiet for a period
///     lockout   __-------------_______    reports the first edge, then is deaf for a period
///     integrate ________---------_____    reports once one level has outweighed the other
///
/// `lockout` answers at once but believes every spike; `settle` never believes one and answers
/// late; `integrate` bears noise on a contact that is never wholly quiet.
public struct Debounce: Sendable, Hashable {
  /// The three ways.
  public enum Policy: String, Sendable, Hashable, CaseIterable {
    case settle, lockout, integrate
  }

  /// Which way.
  public let policy: Policy

  /// How long the contact is quiet, ignored or weighed.
  public let period: Nanoseconds

  /// Makes a debounce; `period` is greater than zero.
  public init(_ policy: Policy, period: Nanoseconds) {
    self.policy = policy
    self.period = period
  }
}
