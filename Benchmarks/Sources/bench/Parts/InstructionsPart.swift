/// What an interrupt takes in instructions, and a program for an edge that it prints in system
/// calls, as `scripts/bench` has counted them.
///
/// The same on a busy machine as on a quiet one. The kernel's are not among them.
enum InstructionsPart {
  static func run(_ options: Options, _ report: inout Report) {
    guard let path = options.instructions else {
      return report.note("not measured: counted by a run of all parts, or `--instructions`")
    }
    var counts: [String: Double] = [:]
    for line in SystemFile(path).lines {
      // A row of the table: | name | number |
      let cells = line.split(separator: "|").map { $0.filter { $0 != " " } }
      guard cells.count == 2, let count = Double(cells[1]) else { continue }
      if cells[0].hasSuffix("-calls") {
        report.add("\(cells[0].dropLast(6)): system calls", "count", count)
      } else {
        counts[cells[0]] = count
        report.add(cells[0], "instructions", count)
      }
    }
    for size in EdgeWorkload.sizes {
      if let ours = counts["board-cli-monitor-\(size)"], let theirs = counts["gpiomon-\(size)"] {
        report.add("board-cli-monitor-\(size) / gpiomon 2", "ratio", ours / theirs)
      }
      let readers = EdgeWorkload.Reader.allCases
      let found = readers.compactMap { counts[EdgeWorkload(reader: $0, size: size).name] }
      guard found.count == readers.count else { continue }
      // The feeding is the last.
      let own = found.map { $0 - found[readers.count - 1] }
      for index in [1, 2] {
        report.add(
          "edges-\(size) / \(readers[index].title)", "ratio", own[0] / max(1, own[index]),
          wanted: index == 1 ? 1.5 : nil)
      }
    }
  }
}
