/// What `scripts/board/peers` has counted on the virtual board, table by table.
struct BoardTables {
  /// A line of a table: who, and the numbers after it.
  typealias Line = (name: String, values: [Double])

  /// Edges made, heard of those at a slow pace, heard of those without pause.
  private(set) var heard: [Line] = []
  /// Milliseconds of the processor until armed; kB resident and written; turns and microseconds of
  /// the processor while idle; milliseconds of the processor for 1,000 edges.
  private(set) var costs: [Line] = []
  /// How many files have to be installed, and their kB.
  private(set) var footprints: [Line] = []
  private(set) var bursts: [Burst] = []
  /// Who could not be had, and why.
  private(set) var missing: [(name: String, reason: String)] = []

  /// Reads a file of such tables.
  init(_ path: String) {
    for line in SystemFile(path).lines {
      let cells = line.split(separator: "|").map { String($0.trimmed) }.filter { !$0.isEmpty }
      guard cells.count > 1 else { continue }
      if let burst = Burst(cells) {
        bursts.append(burst)
        continue
      }
      let values = cells.dropFirst().compactMap { Double($0) }
      if values.isEmpty, cells.count == 2, !cells[0].hasPrefix("-") {
        addMissing(cells[0], cells[1])
      }
      guard values.count == cells.count - 1 else { continue }
      switch values.count {
      case 2: footprints.append((cells[0], values))
      case 3: heard.append((cells[0], values))
      case 6: costs.append((cells[0], values))
      default: break
      }
    }
  }

  /// The same reason stands in each table.
  private mutating func addMissing(_ name: String, _ reason: String) {
    guard !missing.contains(where: { $0.name == name }) else { return }
    missing.append((name, reason))
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop { $0 == " " }
    return start.prefix(start.count - start.reversed().prefix { $0 == " " }.count)
  }
}
