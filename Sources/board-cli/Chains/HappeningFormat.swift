import BoardHAL
import FirmwareTestBench

/// Writes chains as lines of text, and the line that says what is wired to what.
///
///        0.510 015  timer of button   deferred button 11 µs → button pressed → led on
struct HappeningFormat {
  /// Colour is wanted.
  let hasColour: Bool

  /// How wide the column of causes is; a longer cause pushes its line to the right.
  let causeWidth: Int

  /// A format for what this wiring can bring about.
  init(_ wiring: WiringDescription, hasColour: Bool) {
    self.hasColour = hasColour
    causeWidth = wiring.devices.reduce(0) { width, device in
      let place = device.pin?.description ?? "\(device.port?.name ?? ""): connected"
      return max(width, "\(place) ↓".count, "timer of \(device.name)".count)
    }
  }

  /// What is wired to what: the first line of a run.
  func header(_ wiring: WiringDescription) -> String {
    let devices = wiring.devices.map { device in
      let place = device.pin?.description ?? device.port?.name ?? ""
      let level = device.level.map { " level \($0.number)" } ?? ""
      return "\(device.name) on \(place)\(level)"
    }
    return time(.start) + "  \(wiring.name) on \(wiring.board.name): "
      + devices.joined(separator: ", ")
  }

  /// One cause and what followed from it.
  func line(_ chain: Chain) -> String {
    let gap = String(repeating: " ", count: max(0, causeWidth - chain.cause.count))
    let steps = chain.steps.map { paint($0.text, $0.paint) }.joined(separator: " → ")
    let cause = paint(chain.cause, .cause)
    return time(chain.time) + "  " + (steps.isEmpty ? cause : cause + gap + "  " + steps)
  }

  /// Seconds and microseconds on the board's clock: `   1.200 003`.
  func time(_ instant: BoardInstant) -> String {
    let seconds = String(instant.nanoseconds / 1_000_000_000)
    let microseconds = instant.nanoseconds / 1_000 % 1_000_000
    let text =
      String(repeating: " ", count: max(0, 4 - seconds.count)) + seconds
      + ".\((microseconds / 1_000).threeDigits) \((microseconds % 1_000).threeDigits)"
    return paint(text, .faint)
  }

  private func paint(_ text: String, _ paint: Paint?) -> String {
    guard hasColour, let paint else { return text }
    return paint.on(text)
  }
}
