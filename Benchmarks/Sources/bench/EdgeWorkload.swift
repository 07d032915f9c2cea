import CEdges

/// Edges that come through a descriptor, so many at once, and who takes them.
struct EdgeWorkload {
  /// Who takes the edges; the first is the one that is measured, the last takes none.
  enum Reader: String, CaseIterable {
    case board = "edges"
    case floor = "edges-c"
    case libgpiod = "edges-libgpiod"
    case feeding = "edges-fed"

    /// What it is, for a table.
    var title: String {
      switch self {
      case .board: "board: record, service routine, deferred call"
      case .floor: "C, epoll and read: the floor"
      case .libgpiod: "C, libgpiod's waiting and reading"
      case .feeding: "the feeding alone"
      }
    }
  }

  /// How many edges come at once: 64 are what one reading takes.
  static let sizes = [1, 16, 64]

  let reader: Reader
  let size: Int

  /// All readers with all sizes.
  static var all: [EdgeWorkload] {
    Reader.allCases.flatMap { reader in sizes.map { EdgeWorkload(reader: reader, size: $0) } }
  }

  /// What the command line calls it.
  var name: String { "\(reader.rawValue)-\(size)" }

  /// Sets it up.
  func contender() throws -> Contender {
    let title = "\(size == 1 ? "1 edge" : "\(size) edges, each"): \(reader.title)"
    if reader == .board {
      let rig = try EdgeRig()
      return Contender(title, perTurn: size, check: rig.check) { rig.turn($0, of: size) }
    }
    let loop = try EdgeLoop()
    switch reader {
    case .floor:
      return Contender(title, perTurn: size, check: loop.check) {
        loop.turn($0, of: size, edge_reader_turn_raw)
      }
    case .libgpiod:
      return Contender(title, perTurn: size, check: loop.check) {
        loop.turn($0, of: size, edge_reader_turn_libgpiod)
      }
    case .board, .feeding:
      return Contender(title, perTurn: size) { loop.feed($0, of: size) }
    }
  }
}
