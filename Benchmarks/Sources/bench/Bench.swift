import BoardFiles
import BoardHAL
import BoardHALMock
import CBench
import Firmware
import Glibc

/// Measures what an interrupt costs; `scripts/bench` starts it.
///
///     bench [--rounds N] [--count N] [--wiring FILE] [--json FILE]
///     bench --run WORKLOAD --count N      that many interrupts and nothing else, to be profiled
@main
enum Bench {
  static func main() throws {
    let options = try Options(CommandLine.arguments.dropFirst())
    if let workload = options.workload {
      let contender = try workload.contender()
      contender.run(options.count / contender.perTurn)
      contender.check()
      return
    }
    var report = Report(rounds: options.rounds, count: options.count)
    try dispatch(options, &report)
    try scale(options, &report)
    try kinds(options, &report)
    try steadyState(options, &report)
    try simulation(options, &report)
    print(report.markdown, terminator: "")
    if let path = options.json { try write(report.json, to: path) }
  }

  /// One line, against what one would use otherwise.
  private static func dispatch(_ options: Options, _ report: inout Report) throws {
    let contest = Contest(
      [
        try Workload.oneLine.contender(), Peers.dispatchQueue(), Peers.mutex(), Peers.floor(),
      ],
      rounds: options.rounds, count: options.count)
    for index in contest.contenders.indices {
      report.add(contest.contenders[index].name, "ns", contest.cost(index))
    }
    report.add("1 line / DispatchQueue.async", "ratio", contest.ratio(0, to: 1), wanted: 0.15)
    report.add("1 line / Mutex", "ratio", contest.ratio(0, to: 2))
    report.add("1 line / the floor", "ratio", contest.ratio(0, to: 3), wanted: 3)
  }

  /// How the cost grows with the number of lines.
  private static func scale(_ options: Options, _ report: inout Report) throws {
    try compare([.oneOf1024, .in64, .in1024, .burst1024], wanted: 1.2, options, &report)
  }

  /// What tracing, nesting and sharing add.
  private static func kinds(_ options: Options, _ report: inout Report) throws {
    try compare([.traced, .nested, .chain], wanted: nil, options, &report)
  }

  private static func compare(
    _ workloads: [Workload], wanted: Double?, _ options: Options, _ report: inout Report
  ) throws {
    let contenders = try ([.oneLine] + workloads).map { try $0.contender() }
    let contest = Contest(contenders, rounds: options.rounds, count: options.count)
    for index in contenders.indices.dropFirst() {
      report.add(contenders[index].name, "ns", contest.cost(index))
      report.add(
        contenders[index].name + " / 1 line", "ratio", contest.ratio(index, to: 0),
        wanted: wanted)
    }
  }

  /// What is taken from the system once everything is set up.
  private static func steadyState(_ options: Options, _ report: inout Report) throws {
    for workload in Workload.allCases {
      let contender = try workload.contender()
      contender.run(1)
      allocations_begin()
      let faults = Stopwatch.majorFaults { contender.run(options.count / contender.perTurn) }
      let taken = allocations_end()
      contender.check()
      report.add("\(contender.name): heap allocations", "count", Double(taken), wanted: 0)
      if workload == .oneLine {
        report.add("\(contender.name): major page faults", "count", Double(faults), wanted: 0)
      }
    }
  }

  /// A million virtual seconds of a mock board.
  private static func simulation(_ options: Options, _ report: inout Report) throws {
    let seconds = 1_000_000
    let wiring = try WiringLoader.load(path: options.wiring)
    let quiet = Firmware(on: MockBoard(wiring.board))
    report.add(
      "10⁶ virtual seconds, board without devices", "s of processor time",
      Stopwatch.processorTime { quiet.run(until: quiet.now + .seconds(Int64(seconds))) } / 1e9,
      wanted: 1)
    let wired = try Firmware(wiring, on: MockBoard(wiring.board))
    report.add(
      "10⁶ virtual seconds, \(wiring.name)", "s of processor time",
      Stopwatch.processorTime { wired.run(until: wired.now + .seconds(Int64(seconds))) } / 1e9,
      wanted: 1)
    let beating = Firmware(on: MockBoard(wiring.board))
    let device = try beating.add(Heartbeat(), named: "heartbeat")
    try device.registerDeferredCall()
    let heartbeat = try device.start()
    report.add(
      "10⁶ virtual seconds, a timer each second", "s of processor time",
      Stopwatch.processorTime { beating.run(until: beating.now + .seconds(Int64(seconds))) } / 1e9,
      wanted: 1)
    let beats = heartbeat.inspect { $0.beats }
    guard beats == seconds else { throw UsageError("the heart beat \(beats) times") }
  }

  private static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw UsageError("cannot write \(path)") }
    defer { fclose(file) }
    fputs(text, file)
  }
}
