import BoardHAL

/// Somebody who is shown what happens: the prompt, or one client of the control socket.
final class Audience {
  /// Which happenings are shown.
  var watch: Watch

  private let plain: HappeningFormat
  private let format: HappeningFormat
  private let show: ([String]) -> Void

  init(
    _ watch: Watch, _ wiring: WiringDescription, hasColour: Bool,
    show: @escaping ([String]) -> Void
  ) {
    self.watch = watch
    self.show = show
    plain = HappeningFormat(wiring, hasColour: false)
    format = HappeningFormat(wiring, hasColour: hasColour)
  }

  /// Nothing would be shown.
  var isAsleep: Bool { watch == .nothing }

  /// Shows those of the chains that are watched.
  func tell(_ chains: [Chain]) {
    let wanted = chains.filter(isWatched)
    if !wanted.isEmpty { show(wanted.map(format.line)) }
  }

  private func isWatched(_ chain: Chain) -> Bool {
    switch watch {
    case .everything: true
    case .nothing: false
    case .named(let name):
      // Whole words: GPIO1 is not in a line about GPIO17.
      plain.line(chain).split(whereSeparator: {
        !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_"
      })
      .contains { $0 == name }
    }
  }
}
