import BoardHAL

/// Writes a trace as JSON Lines: a header, then one line for each happening.
///
/// The format is described in `docs/trace.md`; `version` counts its incompatible changes. Numbers
/// become names on the way out, so that a trace can be read without the program that made it.
public struct TraceEncoder {
  /// The version of the format.
  public static let version = 1

  private var json = JSONText()

  /// Makes an encoder that has written nothing.
  public init() {}

  /// What has been encoded and not taken yet, as UTF-8.
  public var bytes: [UInt8] { json.bytes }

  /// Lets go of what has been encoded, and keeps its memory for what follows.
  public mutating func removeAll() {
    json.removeAll()
  }

  /// Writes the first line: what the trace is of, and what is connected to what.
  ///
  /// - Parameters:
  ///   - wiring: The name of the wiring.
  ///   - board: The name of the board.
  ///   - firmware: What ran on it.
  public mutating func encodeHeader(wiring: String, board: String, _ firmware: Firmware) {
    json.object { json in
      json.member("trace", Self.version)
      json.member("wiring", wiring)
      json.member("board", board)
      json.member("clock", firmware.board.capabilities.hasVirtualTime ? "virtual" : "monotonic")
      json.key("devices")
      json.array { json in
        for device in firmware.devices { json.value(firmware.name(of: device)) }
      }
      json.key("lines")
      json.array { json in
        for line in firmware.lines { Self.encode(line, of: firmware, to: &json) }
      }
    }
    json.endLine()
  }

  private static func encode(_ line: LineID, of firmware: Firmware, to json: inout JSONText) {
    json.object { json in
      json.member("line", firmware.label(of: line))
      json.member("level", firmware.level(of: line).number)
      json.key("devices")
      json.array { json in
        for device in firmware.owners(of: line) { json.value(firmware.name(of: device)) }
      }
    }
  }

  /// Writes one happening.
  public mutating func encode(_ event: TraceEvent, _ names: some TraceNames) {
    json.object { json in
      json.member("time", event.time.nanoseconds)
      json.member("processor", event.processor)
      json.member("event", event.kind.word)
      event.kind.encodeDetails(to: &json, names)
    }
    json.endLine()
  }
}
