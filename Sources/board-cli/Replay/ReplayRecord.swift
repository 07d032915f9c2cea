import BoardFiles
import Firmware

/// Writes the trace of a replay, as a recording of its own.
final class ReplayRecord {
  private var file: OutputFile
  private var count = 0

  /// Begins with the header of the recording that is replayed, and with the wiring that it is
  /// replayed on, if that is another one.
  init(_ file: consuming OutputFile, _ recording: TraceFile, _ other: WiringSources?) {
    self.file = file
    var header = recording.header
    if let other {
      header.sources = [other.wiring, other.board].map {
        TraceHeader.File(name: $0.name, text: $0.text)
      }
    }
    var encoder = TraceEncoder()
    encoder.encode(header)
    self.file.append(contentsOf: encoder.bytes)
  }

  /// Writes a line.
  func add(_ line: [UInt8]) {
    count += 1
    file.append(contentsOf: line)
  }

  /// Writes the last line; returns why the file is not whole, or nil.
  func finish() -> OutputError? {
    var json = JSONText()
    json.object { json in
      json.member("end", count)
      json.member("dropped", 0)
    }
    json.endLine()
    file.append(contentsOf: json.bytes)
    file.finish()
    return file.failure
  }
}
