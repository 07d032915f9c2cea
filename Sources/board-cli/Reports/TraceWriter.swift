import BoardFiles
import BoardHAL
import Firmware

/// Writes a trace into a file, in large pieces.
final class TraceWriter {
  private var file: OutputFile
  private var encoder = TraceEncoder()
  private let firmware: Firmware
  private let sources: [TraceHeader.File]
  private let isLive: Bool

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - file: Where the trace goes.
  ///   - firmware: What is traced; knows the names.
  ///   - sources: What the wiring was read from, so that the trace can be replayed anywhere.
  ///   - isLive: Somebody may be watching the file grow.
  init(
    _ file: consuming OutputFile, _ firmware: Firmware, _ sources: WiringSources, isLive: Bool
  ) {
    self.file = file
    self.firmware = firmware
    self.sources = [sources.wiring, sources.board].map {
      TraceHeader.File(name: $0.name, text: $0.text)
    }
    self.isLive = isLive
  }

  /// Why nothing is written any more, or nil.
  var failure: OutputError? { file.failure }

  /// Writes the first line.
  ///
  /// - Parameters:
  ///   - wiring: What it is a trace of.
  ///   - isWhole: Nothing has happened yet that is not going to be in the trace.
  func begin(_ wiring: WiringDescription, isWhole: Bool = true) {
    var header = TraceHeader(wiring, firmware, sources: sources)
    header.isWhole = isWhole
    encoder.encode(header)
    pass()
    file.flush()
  }

  /// Writes a happening.
  func add(_ event: TraceEvent) {
    // After a failure there is nothing to encode for.
    guard file.failure == nil else { return }
    encoder.encode(event, firmware)
    pass()
  }

  /// Nothing is left to do at the moment: whoever watches is to see what has happened.
  func settle() {
    if isLive { file.flush() }
  }

  /// Writes the last line, what the caller puts behind it, and all that has gathered.
  func finish(with line: [UInt8] = []) {
    encoder.encodeEnd(dropped: firmware.dropped.trace)
    pass()
    file.append(contentsOf: line)
    file.finish()
  }

  private func pass() {
    file.append(contentsOf: encoder.bytes)
    encoder.removeAll()
  }
}
