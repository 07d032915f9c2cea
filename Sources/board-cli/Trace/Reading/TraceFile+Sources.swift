import BoardFiles
import Firmware

extension TraceFile {
  /// What the traced wiring was read from.
  ///
  /// - Throws: `FileError` when the trace does not hold it: one of firmware without a wiring.
  func sources() throws(FileError) -> WiringSources {
    guard header.sources.count == 2 else {
      throw Self.error(
        name, 1, "the trace does not hold the wiring that it is of",
        "a trace of a wiring, as board-cli run --record writes it")
    }
    let texts = header.sources.map {
      WiringSources.Text(name: "\($0.name) in \(name)", text: $0.text)
    }
    return WiringSources(wiring: texts[0], board: texts[1])
  }
}
