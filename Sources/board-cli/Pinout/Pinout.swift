import BoardHAL

/// The header of a board as it is printed beside the board, with what a wiring uses.
///
///                      3V3  (1) (2)  5V
///     button, level 4  GPIO17 (11) (12) GPIO18
struct Pinout {
  private let wiring: WiringDescription
  private let uses: PinUses

  init(_ wiring: WiringDescription) {
    self.wiring = wiring
    uses = PinUses(wiring)
  }

  /// The drawing, for people.
  func lines(hasColour: Bool) -> [String] {
    let board = wiring.board
    let title =
      wiring.devices.isEmpty
      ? "\(board.title), header \(board.header.name)"
      : "\(wiring.name) on \(board.title), header \(board.header.name)"
    return ([PictureLine(title, .told), PictureLine()] + rows + notes).map {
      $0.text(columns: .max, hasColour: hasColour)
    }
  }

  private var rows: [PictureLine] {
    let pins = wiring.board.header.pins
    let names = pins.map(\.name.count).max() ?? 0
    let left = stride(from: 0, to: pins.count, by: 2).map { use(pins[$0]) ?? "" }
    let margin = left.map(\.count).max() ?? 0
    return stride(from: 0, to: pins.count, by: 2).map { index in
      var line = PictureLine()
      let use = left[index / 2]
      line.pad(to: margin - use.count)
      line.append(use, .told)
      line.append(use.isEmpty ? "   " : " ▸ ", .told)
      line.pad(to: margin + 3 + names - pins[index].name.count)
      line.append(pins[index].name, paint(pins[index]))
      line.append(" " + number(pins[index], isLeft: true))
      guard index + 1 < pins.count else { return line }
      let right = pins[index + 1]
      line.append(" " + number(right, isLeft: false) + " ")
      line.append(right.name, paint(right))
      guard let use = self.use(right) else { return line }
      line.pad(to: margin + 3 + names + 11 + names)
      line.append(" ◂ " + use, .told)
      return line
    }
  }

  /// `(3)`, with the brackets of all pins below each other.
  private func number(_ pin: HeaderPin, isLeft: Bool) -> String {
    let text = "(\(pin.position))"
    let gap = String(repeating: " ", count: max(0, 4 - text.count))
    return isLeft ? gap + text : text + gap
  }

  private func use(_ pin: HeaderPin) -> String? { pin.pin.flatMap { uses[$0] } }

  private func paint(_ pin: HeaderPin) -> Paint? {
    switch pin.kind {
    case .supply3V3, .supply5V: .trouble
    case .ground: .faint
    case .gpio: use(pin) == nil ? .output : .told
    }
  }

  /// What a drawing cannot show.
  private var notes: [PictureLine] {
    let reserved = wiring.board.pins.filter { $0.reservedFor != nil }
    guard !reserved.isEmpty else { return [] }
    return [PictureLine()]
      + reserved.map { PictureLine("\($0): reserved for \($0.reservedFor ?? "")", .faint) }
  }

  /// The same for programs.
  var listing: Listing {
    var about = [("board", wiring.board.name), ("header", wiring.board.header.name)]
    if !wiring.devices.isEmpty { about.append(("wiring", wiring.name)) }
    var listing = Listing(
      "pins",
      [
        .init("position"), .init("name"), .init("gpio"), .init("chip"), .init("offset"),
        .init("line-names"), .init("functions"), .init("reserved-for"), .init("used-by"),
      ], about: about)
    for pin in wiring.board.header.pins {
      let gpio = pin.pin
      listing.append(
        .init(pin.position), .text(pin.name), gpio.map { .init($0.number) } ?? .none,
        .init(gpio?.chip), gpio.map { .init($0.offset) } ?? .none,
        gpio.map { .list($0.lineNames) } ?? .none, gpio.map { .list($0.functions) } ?? .none,
        .init(gpio?.reservedFor), .init(use(pin)))
    }
    return listing
  }
}
