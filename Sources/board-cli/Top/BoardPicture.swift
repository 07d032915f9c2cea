import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench

/// The board at this moment, on one screen: its header, its lines, its deferred calls, its losses.
///
///     doorbell on mock                                           12.345 s
///        3V3 ·  1 │  2 · 5V       line            a second  pending …
///      GPIO2 ●  3 │  4 · 5V       GPIO17 (J8:11)        14  no      …
struct BoardPicture {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  /// The picture in lines that fit the screen.
  func lines(_ size: PictureSize, hasColour: Bool) -> [String] {
    let panel = lineTable + [PictureLine()] + deferredTable + [PictureLine()] + losses
    var rows = [title(size.columns)]
    let header = header
    let headerWidth = (header.map(\.width).max() ?? 0) + 3
    // On a narrow screen the numbers matter more than the pins.
    let isWide = size.columns >= headerWidth + 46
    if isWide {
      for number in 0..<max(header.count, panel.count) {
        var row = number < header.count ? header[number] : PictureLine()
        if number < panel.count {
          row.pad(to: headerWidth)
          row.append(panel[number])
        }
        rows.append(row)
      }
    } else {
      rows += panel
    }
    return rows.prefix(size.rows).map { $0.text(columns: size.columns, hasColour: hasColour) }
  }

  private func title(_ columns: Int) -> PictureLine {
    var line = PictureLine("\(session.wiring.name) on \(session.wiring.board.name)", .told)
    let time = session.firmware.now.secondsText
    line.pad(to: columns - time.count)
    line.append(time, .faint)
    return line
  }

  // MARK: The header

  private var header: [PictureLine] {
    let pins = session.wiring.board.header.pins
    return stride(from: 0, to: pins.count, by: 2).map { index in
      var line = PictureLine()
      let left = pins[index]
      line.pad(to: 8 - name(left).count)
      line.append(name(left), paint(left))
      line.append(" \(state(left)) ", statePaint(left))
      let number = "\(left.position)"
      line.append(String(repeating: " ", count: max(0, 2 - number.count)) + number + " │ ", .faint)
      guard index + 1 < pins.count else { return line }
      let right = pins[index + 1]
      let other = "\(right.position)"
      line.append(String(repeating: " ", count: max(0, 2 - other.count)) + other, .faint)
      line.append(" \(state(right)) ", statePaint(right))
      line.append(name(right), paint(right))
      return line
    }
  }

  /// What is at a pin: the device, or what the board says.
  private func name(_ pin: HeaderPin) -> String {
    let device = pin.pin.flatMap { pin in session.wiring.devices.first { $0.pin == pin } }
    return device.map { String($0.name.prefix(8)) } ?? pin.name
  }

  private func paint(_ pin: HeaderPin) -> Paint? {
    guard let gpio = pin.pin else { return .faint }
    return session.wiring.devices.contains { $0.pin == gpio } ? .told : nil
  }

  private func state(_ pin: HeaderPin) -> String {
    guard let gpio = pin.pin else { return "·" }
    do throws(BoardError) {
      return try session.surroundings.voltage(of: gpio) == .high ? "●" : "○"
    } catch {
      return if case .gone = error { "×" } else { "·" }
    }
  }

  private func statePaint(_ pin: HeaderPin) -> Paint? {
    guard let gpio = pin.pin, (try? session.surroundings.voltage(of: gpio)) == .high else {
      return .faint
    }
    return .output
  }

  // MARK: The tables

  private var lineTable: [PictureLine] {
    let firmware = session.firmware
    var table = TextTable([
      .init("line"), .init("a second", isNumber: true), .init("pending"), .init("masked"),
      .init("worst wait", isNumber: true), .init("lost", isNumber: true),
    ])
    for line in firmware.lines {
      table.append([
        firmware.label(of: line), "\(session.meters[line].rate(at: firmware.now))",
        firmware.isPending(line) ? "yes" : "no", firmware.isMasked(line) ? "yes" : "no",
        session.meters[line].worstWait.text, "\(session.lost(on: line))",
      ])
    }
    let masked = firmware.lines.map { firmware.isMasked($0) || session.lost(on: $0) > 0 }
    return titled(table.lines) { masked[$0] ? .trouble : nil }
  }

  private var deferredTable: [PictureLine] {
    let calls = session.firmware.devices.flatMap { session.firmware.deferredCalls(of: $0) }
    let depth = calls.filter { $0.state == .queued || $0.state == .runningAndQueued }.count
    var table = TextTable([
      .init("deferred, \(depth) queued"), .init("runs", isNumber: true),
      .init("merged", isNumber: true), .init("lost", isNumber: true),
      .init("worst run", isNumber: true),
    ])
    for call in calls {
      table.append([
        call.device + (call.number == 0 ? "" : " \(call.number)"), "\(call.counters.runs)",
        "\(call.counters.merged)", "\(call.counters.lost)", call.counters.longestRun.text,
      ])
    }
    return titled(table.lines) { calls[$0].counters.lost > 0 ? .trouble : nil }
  }

  private var losses: [PictureLine] {
    let dropped = session.firmware.dropped
    let lines = session.firmware.lines.reduce(0) { $0 + session.lost(on: $1) }
    let all = lines + dropped.events + dropped.completions + dropped.trace
    var rows = [
      PictureLine(
        "lost: \(lines) on lines, \(dropped.events) events, \(dropped.completions) completions",
        all > 0 ? .trouble : .faint)
    ]
    for fault in session.surroundings.faults.suffix(3) {
      rows.append(PictureLine(fault, .trouble))
    }
    return rows
  }

  private func titled(_ lines: [String], paint: (Int) -> Paint?) -> [PictureLine] {
    lines.enumerated().map { number, text in
      PictureLine(text, number == 0 ? .faint : paint(number - 1))
    }
  }
}
