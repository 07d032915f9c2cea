import BoardFiles
import BoardHAL
import Firmware

/// A trace as the lines that `run` prints: a line for each cause and what followed from it.
struct TraceText {
  /// The lines, as UTF-8.
  private(set) var text: [UInt8] = []

  private let format: HappeningFormat
  private var gatherer: ChainGatherer
  private var repeats = Repeats()

  init(_ trace: TraceFile) throws(FileError) {
    let wiring = try trace.sources().load()
    format = HappeningFormat(wiring, hasColour: false)
    gatherer = ChainGatherer(HappeningNames(trace.names, trace.header))
    add(format.header(wiring))
    for entry in trace.entries {
      // A run prints whenever nothing is left to do; here that shows by the next cause.
      if entry.event.kind.isCause, gatherer.isAtRest { settle() }
      for event in entry.events { gatherer.add(event) }
    }
    settle()
    for chain in repeats.end() { add(format.line(chain)) }
  }

  private mutating func settle() {
    for chain in gatherer.takeAll() {
      for shown in repeats.add(chain) { add(format.line(shown)) }
    }
  }

  private mutating func add(_ line: String) {
    text += line.utf8
    text.append(UInt8(ascii: "\n"))
  }
}

extension TraceEvent.Kind {
  /// Something comes from outside of all routines.
  fileprivate var isCause: Bool {
    switch self {
    case .edge, .received, .raised, .lostBefore, .timerExpired, .gate, .shutDown: true
    default: false
    }
  }
}

extension TraceFile.Entry {
  /// The happening as it was recorded: with all its bytes, in pieces.
  var events: [TraceEvent] {
    var pieces: [TraceEvent] = []
    var piece = event
    var start = 0
    repeat {
      piece.bytes = TraceBytes(bytes.span, from: start)
      start += piece.bytes.count
      piece.bytesToCome = UInt16(clamping: bytes.count - start)
      pieces.append(piece)
      piece = TraceEvent(time: event.time, processor: Int(event.processor), kind: .more)
    } while start < bytes.count
    return pieces
  }
}
