import BoardHAL
import Firmware

/// A trace as a Value Change Dump, which GTKWave, PulseView and sigrok-cli read (IEEE 1364, 18).
struct VCD {
  /// The file, as UTF-8.
  private(set) var text: [UInt8] = []

  /// The length of one step of time.
  let timescale: VCDTimescale

  /// Changes that were undone in the same step of time, and do not show.
  private(set) var lostPulses = 0

  private struct Change {
    let tick: Int64
    let time: BoardInstant
    let signal: Int
    let value: Bool
  }

  /// Converts a trace; without a timescale, with the one that suits its serial ports.
  init(_ trace: TraceFile, timescale: VCDTimescale? = nil) {
    let speeds = trace.header.lines.compactMap { line -> Int? in
      if case .serial(let settings) = line.source { settings.baud } else { nil }
    }
    self.timescale = timescale ?? VCDTimescale(baud: speeds.max())
    let signals = VCDSignals(trace).all
    writeHeader(signals, trace)
    writeChanges(signals, until: trace.entries.last?.event.time ?? .start)
  }

  private mutating func write(_ line: String) {
    text += line.utf8
    text.append(UInt8(ascii: "\n"))
  }

  private mutating func writeHeader(_ signals: [VCDSignal], _ trace: TraceFile) {
    write("$version board-cli $end")
    write("$comment \(trace.header.wiring) on \(trace.header.board) $end")
    write("$timescale \(timescale.text) $end")
    for scope in VCDSignal.Scope.allCases {
      write("$scope module \(scope.rawValue) $end")
      for (index, signal) in signals.enumerated() where signal.scope == scope {
        write("$var wire 1 \(Self.identifier(index)) \(signal.name) $end")
      }
      write("$upscope $end")
    }
    write("$enddefinitions $end")
    write("#0")
    write("$dumpvars")
    for (index, signal) in signals.enumerated() {
      write("\(signal.initial.map { $0 ? "1" : "0" } ?? "x")\(Self.identifier(index))")
    }
    write("$end")
  }

  private mutating func writeChanges(_ signals: [VCDSignal], until end: BoardInstant) {
    var values = signals.map(\.initial)
    var tick: Int64 = 0
    var rest = changes(of: signals)[...]
    while let now = rest.first?.tick {
      let together = rest.prefix { $0.tick == now }
      rest.removeFirst(together.count)
      for (signal, value) in settle(together, from: values) where values[signal] != value {
        values[signal] = value
        if tick < now {
          tick = now
          write("#\(tick)")
        }
        write("\(value ? "1" : "0")\(Self.identifier(signal))")
      }
    }
    let last = end.nanoseconds / timescale.nanoseconds
    // A viewer shows the time after the last change too.
    if last > tick { write("#\(last)") }
  }

  /// What each signal comes to within one step of time; counts what is undone within it.
  private mutating func settle(
    _ changes: ArraySlice<Change>, from values: [Bool?]
  ) -> [(key: Int, value: Bool)] {
    var latest: [Int: Change] = [:]
    for change in changes {
      let before = latest[change.signal]
      guard (before?.value ?? values[change.signal]) != change.value else { continue }
      // Two at the very same time leave no pulse: one routine ended, and another began.
      if let before, before.time < change.time { lostPulses += 1 }
      latest[change.signal] = change
    }
    return latest.mapValues(\.value).sorted { $0.key < $1.key }
  }

  /// The changes of all signals in the order of time; at one time in the order of becoming known.
  private func changes(of signals: [VCDSignal]) -> [Change] {
    var changes: [Change] = []
    for (index, signal) in signals.enumerated() {
      for change in signal.changes {
        // To the nearest step: cut off, every bit of a serial line would end early.
        let tick = (change.time.nanoseconds + timescale.nanoseconds / 2) / timescale.nanoseconds
        changes.append(
          Change(tick: max(0, tick), time: change.time, signal: index, value: change.value))
      }
    }
    // Stable, as the standard library's sort is in fact but not by promise.
    return changes.enumerated()
      .sorted { ($0.element.tick, $0.offset) < ($1.element.tick, $1.offset) }
      .map(\.element)
  }

  /// A short name of printable characters, `!` to `~`.
  private static func identifier(_ index: Int) -> String {
    var rest = index
    var identifier = ""
    repeat {
      identifier.unicodeScalars.append(Unicode.Scalar(UInt8(33 + rest % 94)))
      rest /= 94
    } while rest > 0
    return identifier
  }
}
