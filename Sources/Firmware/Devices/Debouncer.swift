public import BoardHAL

/// Turns the edges of a contact into changes that are meant: a pure state machine.
///
/// It is told each edge with its own time, and is asked again at the deadline it names; it has no
/// clock. The three policies answer three complaints:
///
/// * `settle` reports a change once the contact has been quiet for the period; what a kernel does.
/// * `lockout` reports the first edge at once and then ignores the contact for the period.
/// * `integrate` reports once the contact has spent the period longer in the new state than back
///   in the old one; a single spike restarts nothing.
///
///      contact    __-_--_-------------_-____________
///      settle     ____________-------------------___   a period after the last edge
///      lockout    __------------------______________   at the first edge
///      integrate  ___________------------------_____   a period's worth of contact
public struct Debouncer: Sendable, Hashable {
  /// How the contact is judged, and for how long; nil believes every edge.
  public let debounce: Debounce?

  /// What was reported last.
  public private(set) var value: LineValue

  /// When to ask again with `settle(at:)`, or nil when only an edge can change anything.
  public private(set) var deadline: BoardInstant?

  /// What the contact itself is.
  private var contact: LineValue
  private var changed = BoardInstant.start
  /// How much longer the contact has been active than inactive, between 0 and the period.
  private var charge = Nanoseconds.zero

  /// Makes a debouncer for a contact that is and was `value`.
  public init(_ debounce: Debounce?, value: LineValue) {
    self.debounce = debounce
    self.value = value
    contact = value
    if let debounce, value == .active { charge = debounce.period }
  }

  /// Takes in what the contact was seen to be at `time`.
  ///
  /// - Returns: the new value if this is a change to report.
  public mutating func observe(_ seen: LineValue, at time: BoardInstant) -> LineValue? {
    guard let debounce else {
      contact = seen
      return report(seen)
    }
    switch debounce.policy {
    case .settle:
      contact = seen
      deadline = seen == value ? nil : time + debounce.period
      return nil
    case .lockout:
      contact = seen
      guard deadline == nil, let change = report(seen) else { return nil }
      deadline = time + debounce.period
      return change
    case .integrate:
      integrate(until: time, period: debounce.period)
      contact = seen
      let change = judgeCharge(period: debounce.period)
      planCharge(from: time, period: debounce.period)
      return change
    }
  }

  /// Decides what only time could tell; called at or after `deadline`.
  ///
  /// - Returns: the new value if this is a change to report.
  public mutating func settle(at time: BoardInstant) -> LineValue? {
    guard let debounce, let due = deadline, time >= due else { return nil }
    deadline = nil
    switch debounce.policy {
    case .settle:
      return report(contact)
    case .lockout:
      // The contact may have changed for good while it was ignored.
      guard let change = report(contact) else { return nil }
      deadline = time + debounce.period
      return change
    case .integrate:
      integrate(until: time, period: debounce.period)
      let change = judgeCharge(period: debounce.period)
      planCharge(from: time, period: debounce.period)
      return change
    }
  }

  private mutating func report(_ new: LineValue) -> LineValue? {
    guard new != value else { return nil }
    value = new
    return new
  }

  private mutating func integrate(until time: BoardInstant, period: Nanoseconds) {
    let spent = time - changed
    changed = time
    if contact == .active {
      charge = min(period, charge + spent)
    } else {
      charge = max(.zero, charge - spent)
    }
  }

  private mutating func judgeCharge(period: Nanoseconds) -> LineValue? {
    if charge == period { return report(.active) }
    if charge == .zero { return report(.inactive) }
    return nil
  }

  private mutating func planCharge(from time: BoardInstant, period: Nanoseconds) {
    switch (contact, value) {
    case (.active, .inactive): deadline = time + (period - charge)
    case (.inactive, .active): deadline = time + charge
    default: deadline = nil
    }
  }
}
