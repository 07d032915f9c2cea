import CPorts
import Glibc

/// Byte in, byte out: echoes on pseudo-terminals, each a process of its own, asked in turn.
///
/// The far end is this process. It sends and waits until as much has come back; what that takes is
/// the near end's work, two passages through the kernel's terminal, and two wake-ups.
struct SerialPart {
  /// One of the echoes, on its own terminal.
  private struct Echo {
    let name: String
    let child: Child
    let far: Int32
    var medians: [Double] = []
    var tails: [Double] = []
  }

  private var echoes: [Echo] = []
  /// Echoes that could not be had, and why.
  private(set) var missing: [String] = []
  private let options: Options

  init(_ options: Options) {
    self.options = options
    for program in EchoProgram.all(options) {
      add(echoes.isEmpty ? program.name + ": the floor" : program.name, program.command)
    }
  }

  private mutating func add(_ name: String, _ command: (String) -> [String]) {
    var path = [CChar](repeating: 0, count: 64)
    let far = port_open_far(&path, path.count)
    guard far >= 0 else {
      missing.append("\(name): no pseudo-terminal is left")
      return
    }
    let near = String(
      decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(UsageError) {
      echoes.append(Echo(name: name, child: try Child(command(near)), far: far))
    } catch {
      close(far)
      missing.append("\(name): \(error)")
    }
  }

  /// Measures, and puts what came of it into the report.
  mutating func run(_ report: inout Report) throws(UsageError) {
    guard !echoes.isEmpty else { throw UsageError("there is no echo to measure") }
    for size in [1, 64] {
      try trips(size, &report)
      calls(size, &report)
    }
    try stream(&report)
    for text in missing { report.note("not measured: " + text) }
  }

  private mutating func trips(_ size: Int, _ report: inout Report) throws(UsageError) {
    let count = options.trips
    var times = [Double](repeating: 0, count: count)
    for index in echoes.indices { (echoes[index].medians, echoes[index].tails) = ([], []) }
    for round in 0...options.rounds {
      for index in echoes.indices {
        guard port_round_trips(echoes[index].far, size, count, &times) == count else {
          throw UsageError("\(echoes[index].name) does not answer")
        }
        // The first round warms up.
        guard round > 0 else { continue }
        let sorted = times.sorted()
        echoes[index].medians.append(sorted.percentile(50))
        echoes[index].tails.append(sorted.percentile(99))
      }
    }
    let title = Self.title(of: size)
    for (index, echo) in echoes.enumerated() {
      report.add("\(title), median: \(echo.name)", "ns", Spread(echo.medians))
      report.add("\(title), 99th percentile: \(echo.name)", "ns", Spread(echo.tails))
      guard index > 0 else { continue }
      let isOurs = echo.name == "board, cooperative"
      report.add(
        "\(title), median: \(echo.name) / the floor", "ratio",
        Spread(zip(echo.medians, echoes[0].medians).map { $0 / $1 }), wanted: isOurs ? 1.1 : nil)
      report.add(
        "\(title), 99th percentile: \(echo.name) / the floor", "ratio",
        Spread(zip(echo.tails, echoes[0].tails).map { $0 / $1 }), wanted: isOurs ? 1.25 : nil)
    }
  }

  /// What a round trip asks of the kernel, counted apart from its time.
  private func calls(_ size: Int, _ report: inout Report) {
    let count = 1_000
    var times = [Double](repeating: 0, count: count)
    let title = Self.title(of: size)
    for echo in echoes {
      let before = echo.child.transfers
      do throws(UsageError) {
        let calls = try CallCounter.count(of: echo.child.process) {
          _ = port_round_trips(echo.far, size, count, &times)
        }
        report.add(
          "\(title), system calls: \(echo.name)", "count", Double(calls) / Double(count))
      } catch {
        report.note("system calls not counted: \(echo.name): \(error)")
      }
      let bytes = echo.child.transfers.bytes - before.bytes
      report.add(
        "\(title), bytes copied from and to the kernel: \(echo.name)", "count",
        Double(bytes) / Double(count))
    }
  }

  private static func title(of size: Int) -> String { size == 1 ? "1 byte" : "\(size) bytes" }

  private func stream(_ report: inout Report) throws(UsageError) {
    let size = 4096
    let chunks = 256
    var rates = echoes.map { _ in [Double]() }
    var calls = rates
    for round in 0...options.rounds {
      for (index, echo) in echoes.enumerated() {
        let before = echo.child.transfers.calls
        let time = port_stream(echo.far, size, chunks)
        guard time > 0 else { throw UsageError("\(echo.name) does not stream") }
        guard round > 0 else { continue }
        rates[index].append(time / Double(chunks))
        calls[index].append(Double(echo.child.transfers.calls - before) / Double(chunks))
      }
    }
    for (index, echo) in echoes.enumerated() {
      report.add("stream of 4 KiB, each: \(echo.name)", "ns", Spread(rates[index]))
      report.add(
        "stream of 4 KiB, readings and writings for each: \(echo.name)", "count",
        Spread(calls[index]))
      guard index > 0 else { continue }
      report.add(
        "stream of 4 KiB: \(echo.name) / the floor", "ratio",
        Spread(zip(rates[index], rates[0]).map { $0 / $1 }))
    }
  }
}
