import Glibc

/// Measures the board side by side with what one would use otherwise; `scripts/bench` starts it.
///
///     bench [--part NAME]... [--rounds N] [--count N] [--trips N] [--idle SECONDS] [--into FOLDER]
///     bench --run WORKLOAD --count N      that many interrupts and nothing else, to be profiled
///     bench --workloads                   what can be run so on this machine, a name a line
@main
enum Bench {
  static func main() {
    do {
      if CommandLine.arguments.dropFirst().elementsEqual(["--workloads"]) {
        // Edges need libgpiod 2.
        let edges = (try? EdgeLoop()) == nil ? [] : EdgeWorkload.all
        for name in Workload.allCases.map(\.rawValue) + edges.map(\.name) { print(name) }
        return
      }
      try run(Options(CommandLine.arguments.dropFirst()))
    } catch {
      say("bench: \(error)\n")
      exit(1)
    }
  }

  private static func run(_ options: Options) throws {
    if let workload = options.workload {
      let contender = try workload()
      contender.run(options.count / contender.perTurn)
      contender.check()
      return
    }
    var report = Report(options)
    for part in options.parts {
      say("bench: \(part.rawValue)\n")
      report.begin(title(of: part))
      switch part {
      case .dispatch: try DispatchPart.run(options, &report)
      case .scale: try ScalePart.run(options, &report)
      case .edges: try EdgePart.run(options, &report)
      case .board: BoardPart.run(options, &report)
      case .instructions: InstructionsPart.run(options, &report)
      case .serial:
        var serial = SerialPart(options)
        try serial.run(&report)
      case .simulation: try SimulationPart.run(options, &report)
      case .cost: try CostPart.run(options, &report)
      }
    }
    print(report.markdown, terminator: "")
    guard let folder = options.folder else { return }
    try write(report.markdown, to: folder + "/Report.md")
    try write(report.json, to: folder + "/Report.json")
    for (name, plot) in report.plots { try write(plot.svg, to: "\(folder)/\(name).svg") }
  }

  private static func title(of part: Options.Part) -> String {
    switch part {
    case .dispatch: "Dispatch"
    case .scale: "Scale"
    case .edges: "Edges through a descriptor"
    case .board: "On the virtual board"
    case .instructions: "Instructions, and system calls of programs"
    case .serial: "Serial round trip over a pseudo-terminal"
    case .simulation: "Simulation"
    case .cost: "Cost"
    }
  }

  /// Says on the error output how far it is.
  private static func say(_ text: String) {
    _ = text.withCString { Glibc.write(2, $0, strlen($0)) }
  }

  private static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw UsageError("cannot write \(path)") }
    defer { fclose(file) }
    fputs(text, file)
  }
}
