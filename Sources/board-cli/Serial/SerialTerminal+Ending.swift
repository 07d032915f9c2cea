import BoardHAL
import BoardHALLinux

/// When it is time for what, and when it is over.
extension SerialTerminal {
  private static let checkPeriod = Nanoseconds.milliseconds(10)
  private static let refusalPeriod = Nanoseconds.milliseconds(500)
  private static let patience = Nanoseconds.seconds(2)

  /// When to look again though nothing has come.
  var deadline: BoardInstant? {
    var instants = [sender.nextCheck, pulse?.until, quietUntil]
    switch link {
    case .awaited(let next, _): instants.append(next)
    case .away: instants.append(board.now + Self.refusalPeriod)
    case .connected: break
    }
    if ending != nil || (inputHasEnded && quietUntil == nil) {
      instants.append(board.now + Self.checkPeriod)
    }
    return instants.compactMap { $0 }.min()
  }

  /// Nothing is on its way to the port any more.
  private var isSent: Bool {
    guard link == .connected else { return true }
    return sender.isEmpty && unsent == 0
  }

  /// How many bytes the kernel has not sent yet.
  private var unsent: Int { (try? board.queues(of: receiving).unsent) ?? 0 }

  /// The exit status when it is time to end.
  func checkEnd() -> ExitStatus? {
    if let failure = outlet.failure { return failure.isBrokenPipe ? .brokenPipe : .failure }
    if reader.isGone { return ending?.status ?? .brokenPipe }
    if inputHasEnded, ending == nil { checkInputEnd() }
    guard let ending else { return nil }
    let isLate = ending.limit.map { $0 <= board.now } ?? false
    if isLate { return ending.status }
    return isSent && outlet.isEmpty ? ending.status : nil
  }

  /// After the end of a piped input, what it held has to leave, and an answer may come.
  private func checkInputEnd() {
    let now = board.now
    if link == .connected, isSent {
      let end = quietUntil ?? now + options.linger
      quietUntil = end
      if end <= now { ending = Ending(status: .success, limit: nil) }
    } else if let limit = warnsAt {
      guard limit <= now else { return }
      warnsAt = BoardInstant(nanoseconds: .max)
      tell(
        "the input has ended; \(SerialCounts.bytes(sender.waiting + unsent)) still wait for the"
          + " port, which is held back by its far end or away; Ctrl-C gives up", .trouble)
    } else {
      warnsAt = now + Self.patience
    }
  }

  func leave(_ status: ExitStatus) -> ExitStatus {
    if link == .connected {
      let late = unsent
      if late > 0 {
        // Closing would wait half a minute for a far end that does not take it.
        try? board.discardQueues(of: receiving)
        counts.sent -= late
      }
      counts.unsent += sender.giveUp() + late
    }
    let status = closeLog(after: farewell(status))
    return hasLogFailed && status == .success ? .failure : status
  }

  /// A log that cannot be written is told of at once, and not written any more.
  func flushLog() {
    log?.flush()
    guard log?.failure != nil else { return }
    hasLogFailed = true
    _ = closeLog(after: .failure)
  }
}
