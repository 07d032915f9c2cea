import BoardHAL
import BoardHALLinux

extension SerialTerminal {
  /// Opens the port, or makes out when to try again.
  ///
  /// - Throws: `BoardError` when it is there and not to be had, or not there and not waited for.
  func connect() throws(BoardError) {
    do throws(BoardError) {
      try board.open(
        LineSource.serial(port: options.port.name, options.settings),
        as: [receiving, transmitting])
    } catch {
      guard options.reconnects else { throw error }
      switch (error, link) {
      case (.missing, .away):
        tell("\(error); waiting for it")
        wait(Self.shortestDelay)
      case (.missing, .awaited(_, let delay)), (.gone, .awaited(_, let delay)):
        wait(min(delay * 2, Self.longestDelay))
      case (.notPermitted, .awaited(_, let delay)), (.busy, .awaited(_, let delay)):
        // Just plugged in: udev gives it to its group, and others let go of it, a moment later.
        tellRefusal(error)
        wait(min(delay * 2, Self.longestDelay))
      default: throw error
      }
      return
    }
    if case .awaited = link { tell("connected to \(options.port.name)") }
    link = .connected
  }

  private func wait(_ delay: Nanoseconds) {
    link = .awaited(next: board.now + delay, delay: delay)
  }

  /// Says on a terminal what it is connected to, and how to get out.
  func greet() {
    guard isShown else { return }
    let way = inlet.isTyped && options.takesInput ? "ctrl-t q quits, ctrl-t ? lists the keys" : ""
    if link == .connected {
      tell("connected to \(options.port.name) at \(options.settings.text)")
    }
    if !way.isEmpty { tell(way) }
  }

  /// Shows what the port brought.
  func take(_ record: SerialRecord) {
    let time = WallTime.now.earlier(by: (board.now - record.time).count)
    switch record.kind {
    case .bytes:
      var shown: [UInt8] = []
      for index in 0..<Int(record.count) {
        view.show(record.byte(at: index), at: time, into: &shown)
      }
      show(shown)
    case .breakSignal: mark("break", at: time)
    case .framing: mark("framing error \(Self.hexadecimal(record.byte(at: 0)))", at: time)
    case .parity: mark("parity error \(Self.hexadecimal(record.byte(at: 0)))", at: time)
    case .overrun:
      mark("overrun: \(SerialCounts.bytes(Int(record.count))) lost", at: time)
    case .hangup: takeHangup()
    case .connected:
      link = .connected
      hasToldUnsent = false
      let device = (try? board.whereabouts(of: receiving).device) ?? options.port.name
      tell("connected again to \(device), connection \(record.generation)")
    case .room, .modemLines: break
    }
  }

  private func takeHangup() {
    let lost = sender.giveUp()
    counts.unsent += lost
    let loss = lost > 0 ? "; \(SerialCounts.bytes(lost)) not sent" : ""
    let name = (try? board.whereabouts(of: receiving))?.stableName
    pulse = nil
    if options.reconnects, let name {
      link = .away
      tell("\(options.port.name) hung up\(loss); looking for \(name)", .trouble)
    } else {
      link = .away
      let reason = options.reconnects ? ", and has no name to be found by again" : ""
      tell("\(options.port.name) hung up\(reason)\(loss)", .trouble)
      ending = Ending(status: .failure, limit: nil)
    }
  }

  /// Shows an error in its place among the bytes, and beside them where bytes are for a program.
  private func mark(_ text: String, at time: WallTime) {
    var shown: [UInt8] = []
    view.mark("<\(text)>", at: time, into: &shown)
    log?.append(shown)
    if isShown { outlet.append(shown) } else { tell(text, .trouble) }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// Tells how it went, as far as somebody may want to know.
  func farewell(_ status: ExitStatus) -> ExitStatus {
    if isShown {
      for line in counts.lines { tell(line) }
    } else {
      for line in counts.troubles { tell(line, .trouble) }
    }
    // The last of it; a terminal that takes nothing is not waited for.
    try? outlet.flush()
    return status
  }

  /// Closes the log; a failure of it is a failure of the whole.
  func closeLog(after status: ExitStatus) -> ExitStatus {
    guard let log else { return status }
    self.log = nil
    do throws(OutputError) {
      try log.finish()
      return status
    } catch {
      tell("\(error)", .trouble)
      try? outlet.flush()
      return status == .success ? .failure : status
    }
  }
}
