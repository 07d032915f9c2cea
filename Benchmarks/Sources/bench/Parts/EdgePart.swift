import CBench
import Glibc

/// What an edge costs from the kernel's record to the end of its deferred call.
///
/// Records come through a descriptor, from a chip whose kernel is played in C; see `CEdges.h`. What
/// the feeding costs is measured too and taken off both sides of a ratio.
enum EdgePart {
  static func run(_ options: Options, _ report: inout Report) throws {
    do throws(UsageError) {
      _ = try EdgeLoop()
    } catch {
      return report.note("not measured: \(error)")
    }
    for size in EdgeWorkload.sizes { try compare(size, options, &report) }
  }

  private static func compare(
    _ size: Int, _ options: Options, _ report: inout Report
  ) throws {
    let contenders = try EdgeWorkload.Reader.allCases.map {
      try EdgeWorkload(reader: $0, size: size).contender()
    }
    let contest = Contest(contenders, rounds: options.rounds, count: options.count / 4)
    for index in contenders.indices {
      report.add(contenders[index].name, "ns of processor time", contest.work(index))
    }
    for index in [1, 2] {
      report.add(
        "\(contenders[0].name) / \(EdgeWorkload.Reader.allCases[index].title)", "ratio",
        contest.ratio(0, to: index, without: 3), wanted: index == 1 ? 1.5 : nil)
    }
    calls(contenders.dropLast(), size, &report)
    allocations_begin()
    contenders[0].run(max(1, options.count / 4 / size))
    let taken = allocations_end()
    contenders[0].check()
    report.add("\(contenders[0].name): heap allocations", "count", Double(taken), wanted: 0)
  }

  /// What an edge asks of the kernel; the one call that feeds so many is taken off.
  private static func calls(
    _ contenders: some Collection<Contender>, _ size: Int, _ report: inout Report
  ) {
    // Enough for the few calls around them to vanish.
    let turns = 2048
    for contender in contenders {
      do throws(UsageError) {
        let calls = try CallCounter.count(of: getpid()) { contender.run(turns) }
        report.add(
          "\(contender.name): system calls", "count",
          Double(calls - turns) / Double(turns * size))
      } catch {
        report.note("system calls not counted: \(contender.name): \(error)")
      }
    }
  }
}
