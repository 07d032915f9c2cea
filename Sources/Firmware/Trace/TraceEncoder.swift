import BoardHAL

/// Writes a trace as JSON Lines: a header, one line for each happening, and a last line.
///
/// The format is described in `docs/trace.md`; `version` counts its incompatible changes. Numbers
/// become names on the way out, so that a trace can be read without the program that made it.
public struct TraceEncoder {
  /// The version of the format.
  public static let version = 2

  /// How many happenings have been written.
  public private(set) var count = 0

  private var json = JSONText()
  /// A happening whose bytes have not all come.
  private var begun: TraceEvent?
  private var payload: [UInt8] = []

  /// Makes an encoder that has written nothing.
  public init() {}

  /// What has been encoded and not taken yet, as UTF-8.
  public var bytes: [UInt8] { json.bytes }

  /// Lets go of what has been encoded, and keeps its memory for what follows.
  public mutating func removeAll() {
    json.removeAll()
  }

  /// Writes the first line: what the trace is of, and what is connected to what.
  public mutating func encode(_ header: TraceHeader) {
    header.encode(to: &json)
  }

  /// Writes a happening, once all its bytes have come.
  public mutating func encode(_ event: TraceEvent, _ names: some TraceNames) {
    if case .more = event.kind {
    } else {
      begun = event
      payload.removeAll(keepingCapacity: true)
    }
    for index in 0..<event.bytes.count { payload.append(event.bytes[index]) }
    guard event.bytesToCome == 0, let whole = begun else { return }
    begun = nil
    count += 1
    json.object { json in
      json.member("time", whole.time.nanoseconds)
      json.member("processor", whole.processor)
      json.member("event", whole.kind.word)
      whole.encodeDetails(payload, to: &json, names)
    }
    json.endLine()
  }

  /// Writes the last line, without which a trace is cut short.
  ///
  /// - Parameter dropped: How many happenings found the trace's ring full (row L90).
  public mutating func encodeEnd(dropped: UInt64) {
    json.object { json in
      json.member("end", count)
      json.member("dropped", dropped)
    }
    json.endLine()
  }
}
