import BoardHAL
import BoardHALLinux
import FirmwareTestBench

/// The GPIO lines of this machine as a listing, with their places on a header where a board is
/// named.
struct MachineLines {
  private let directory: LineDirectory
  private let wiring: WiringDescription?

  /// Asks the kernel; no line is taken.
  init(_ wiring: WiringDescription?) throws(BoardError) {
    self.init(try LineDirectory(), wiring)
  }

  init(_ directory: LineDirectory, _ wiring: WiringDescription?) {
    self.directory = directory
    self.wiring = wiring
  }

  /// The lines, a row each.
  var listing: Listing {
    var listing = Listing(
      "lines",
      [
        .init("chip"), .init("label"), .init("offset"), .init("name")]
        + (wiring == nil ? [] : [.init("pin"), .init("wired-to", "wired to")]) + [
        .init("direction"), .init("flags", for: .people), .init("active", for: .programs),
        .init("drive", for: .programs), .init("bias", for: .programs),
        .init("edges", for: .programs), .init("debounce-nanoseconds", for: .programs),
        .init("consumer"),
      ], about: wiring.map { [("board", $0.board.name)] } ?? [])
    let pins = places
    for line in directory.lines {
      let pin = pins[line]
      listing.append(
        [.text(line.chip.name), .text(line.chip.label), .init(line.offset), .init(line.name)]
          + (wiring == nil ? [] : [.init(pin?.description), .init(pin.flatMap { uses?[$0] })]) + [
            .text(line.direction.rawValue), flags(of: line), .text(line.active.rawValue),
            .text(line.drive.rawValue), .init(line.bias?.rawValue), .init(line.edges?.word),
            line.debounce.map { .time($0) } ?? .none, .init(line.holder),
          ])
    }
    return listing
  }

  /// What people should know besides: chips that were not looked at, or that there are none.
  var remarks: [String] {
    if !directory.forbidden.isEmpty {
      return directory.refusals.map { "error: \($0)" }
    }
    guard directory.chips.isEmpty else { return [] }
    return [
      "this machine has no GPIO chip; for a board that is described: board-cli lines BOARD"
    ]
  }

  /// Nothing was left out.
  var isComplete: Bool { directory.forbidden.isEmpty }

  private var uses: PinUses? { wiring.map(PinUses.init) }

  /// The pins of the board by the line that each is here.
  private var places: [LineListing: Pin] {
    var places: [LineListing: Pin] = [:]
    for pin in wiring?.board.pins ?? [] {
      if let line = try? directory.line(at: pin) { places[line] = pin }
    }
    return places
  }

  /// What is out of the ordinary, in the words of gpioinfo.
  private func flags(of line: LineListing) -> Listing.Cell {
    var flags: [String] = []
    if line.active == .low { flags.append("active-low") }
    if line.drive != .pushPull { flags.append(line.drive.rawValue) }
    switch line.bias {
    case .up: flags.append("bias=pull-up")
    case .down: flags.append("bias=pull-down")
    case .some(.none): flags.append("bias=disabled")
    case nil: break
    }
    if let edges = line.edges { flags.append("edges=\(edges.word)") }
    if let debounce = line.debounce { flags.append("debounce=\(debounce.text.filter { $0 != " " })") }
    return flags.isEmpty ? .none : .list(flags)
  }
}

extension EdgeSelection {
  /// The word of the command line and of listings.
  var word: String {
    switch self {
    case .rising: "rising"
    case .falling: "falling"
    case .both: "both"
    }
  }
}
