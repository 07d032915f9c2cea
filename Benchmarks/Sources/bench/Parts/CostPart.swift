import CPorts
import Glibc

/// What a board costs that does nothing: start-up, memory, wake-ups; and what a thousand events do.
///
/// By two programs: the echo on a serial port, with the peers of `SerialPart`, and `board-cli`,
/// which listens to a line of the virtual board, with those of `BoardPart`.
enum CostPart {
  static func run(_ options: Options, _ report: inout Report) throws {
    if let path = options.board { addListeners(BoardTables(path), &report) }
    for program in EchoProgram.all(options) {
      do throws(UsageError) {
        try measure(program, options, &report)
      } catch {
        report.note("not measured: \(program.name): \(error)")
      }
    }
  }

  private static func measure(
    _ program: EchoProgram, _ options: Options, _ report: inout Report
  ) throws(UsageError) {
    let (name, isOurs) = (program.name, program.isOurs)
    var starts: [Double] = []
    var last: Child?
    var path = [CChar](repeating: 0, count: 64)
    let far = port_open_far(&path, path.count)
    defer { close(far) }
    let near = String(
      decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for _ in 0..<max(3, options.rounds) {
      last = nil
      let child = try Child(program.command(near))
      starts.append(child.startTime / 1e6)
      last = child
    }
    guard let child = last else { return }
    report.add(
      "start to first line armed: \(name)", "ms", Spread(starts), wanted: isOurs ? 50 : nil)
    // What it has to finish after it was ready, it may.
    usleep(200_000)
    if let memory = child.residentMemory {
      report.add(
        "resident memory: \(name)", "MB", Double(memory) / 1e6, wanted: isOurs ? 15 : nil)
    }
    let before = child.activity
    sleep(UInt32(options.idleSeconds))
    let after = child.activity
    report.add(
      "idle for \(options.idleSeconds) s, turns on a processor: \(name)", "count",
      Double(after.turns - before.turns), wanted: isOurs ? 0 : nil)
    report.add(
      "idle for \(options.idleSeconds) s, processor time: \(name)", "ns",
      after.nanoseconds - before.nanoseconds, wanted: isOurs ? 0 : nil)
    var times = [Double](repeating: 0, count: 1000)
    var work: [Double] = []
    for _ in 0..<options.rounds {
      let before = child.activity.nanoseconds
      guard port_round_trips(far, 1, 1000, &times) == 1000 else {
        throw UsageError("it does not answer")
      }
      work.append((child.activity.nanoseconds - before) / 1e6)
    }
    report.add(
      "processor time for 1,000 bytes, one by one: \(name)", "ms", Spread(work))
  }

  private static func addListeners(_ tables: BoardTables, _ report: inout Report) {
    var grid = Grid(
      "listening to a line, on the virtual board",
      [
        Grid.Column(title: "processor time from start to first line armed", unit: "ms"),
        Grid.Column(title: "resident memory", unit: "MB"),
        Grid.Column(title: "of it written", unit: "MB"),
        Grid.Column(title: "idle for 10 s, turns on a processor", unit: "count"),
        Grid.Column(title: "idle for 10 s, processor time", unit: "ms"),
        Grid.Column(title: "processor time for 1,000 edges", unit: "ms"),
        Grid.Column(title: "files to be installed", unit: "MB"),
      ])
    for (name, values) in tables.costs {
      let size = tables.footprints.first { $0.name == name }?.values[1]
      grid.add(
        name,
        [
          values[0], values[1] / 1e3, values[2] / 1e3, values[3], values[4] / 1e3, values[5],
          size.map { $0 / 1e3 },
        ])
    }
    if !grid.lines.isEmpty { report.add(grid) }
    for (name, reason) in tables.missing { report.note("not measured: \(name): \(reason)") }
  }
}
