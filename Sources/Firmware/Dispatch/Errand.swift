import BoardHAL

/// Something that a deferred call does besides reading its batch.
enum Errand {
  /// A timer has run out, so many periods of it.
  case expiry(timer: Int, periods: Int)
  /// The application posted an action.
  case action(ActionRecord)
  /// The current request is to be given up.
  case cancel
  /// The next request may begin.
  case begin
}

extension DeviceEntry {
  /// Takes the next errand: timers first, then actions, then requests.
  mutating func takeErrand() -> Errand? {
    if expired != 0 {
      let timer = expired.trailingZeroBitCount
      let periods = Int(expiredPeriods[timer])
      expired &= ~(1 << UInt8(timer))
      expiredPeriods[timer] = 0
      return .expiry(timer: timer, periods: periods)
    }
    if let action = takeAction() { return .action(action) }
    if shouldCancel {
      shouldCancel = false
      // It may have ended meanwhile, and another begun that nobody wants to cancel.
      if cancelTarget == currentRequest { return .cancel }
    }
    if shouldBegin {
      shouldBegin = false
      return .begin
    }
    return nil
  }
}
