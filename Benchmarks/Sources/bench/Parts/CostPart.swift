import CPorts
import Glibc

/// What a board costs that does nothing: start-up, memory, wake-ups.
///
/// The program is the echo on a serial port; its peers are those of `SerialPart`.
enum CostPart {
  static func run(_ options: Options, _ report: inout Report) throws {
    let programs = options.programs
    let kinds: [(name: String, command: [String], isOurs: Bool)] = [
      ("board, cooperative", [programs + "/echo", "board"], true),
      ("board, preemptive by level", [programs + "/echo", "board-preemptive"], true),
      ("C, epoll", [programs + "/echo", "epoll"], false),
      ("Swift, SwiftNIO", [programs + "/echo-nio"], false),
      ("Python, pyserial", [options.python, options.peers + "/echo.py"], false),
    ]
    for kind in kinds {
      do throws(UsageError) {
        try measure(kind.name, kind.command, isOurs: kind.isOurs, options, &report)
      } catch {
        report.note("not measured: \(kind.name): \(error)")
      }
    }
  }

  private static func measure(
    _ name: String, _ command: [String], isOurs: Bool, _ options: Options, _ report: inout Report
  ) throws(UsageError) {
    var starts: [Double] = []
    var last: Child?
    var path = [CChar](repeating: 0, count: 64)
    let far = port_open_far(&path, path.count)
    defer { close(far) }
    let near = String(
      decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for _ in 0..<max(3, options.rounds) {
      last = nil
      let child = try Child(command + [near])
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
    guard port_round_trips(far, 1, 1000, &times) == 1000 else {
      throw UsageError("it does not answer")
    }
    report.add(
      "processor time for 1,000 bytes, one by one: \(name)", "ms",
      (child.activity.nanoseconds - after.nanoseconds) / 1e6)
  }
}
