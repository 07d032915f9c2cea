internal import BoardHAL
internal import CGPIO

/// An edge line that is to be opened, and where it was found.
struct WantedEdges {
  let line: LineID
  let settings: LineSource.EdgeLine
  let offset: UInt32

  /// API 1 knows no debounce.
  static var kernelDebounces: Bool { cgpio_api() >= 2 }

  /// What is asked of the kernel; if `keepsBias`, a line without a pull keeps the bias that it has.
  func request(keepsBias: Bool) -> cgpio_line {
    let period = Self.kernelDebounces ? settings.debounce : nil
    // Our own debounce has to see every change.
    let edges = settings.debounce == nil || Self.kernelDebounces ? settings.edges : .both
    var line = look(keepsBias: keepsBias)
    line.edges = edges.rawValue
    // Rounded up: a period of 1 ns is one, and 0 would be none.
    line.debounce_us = UInt32(clamping: ((period ?? .zero).count + 999) / 1_000)
    return line
  }

  /// What is asked of the kernel for a line that reports nothing.
  func look(keepsBias: Bool) -> cgpio_line {
    let pull = keepsBias && settings.pull == .none ? nil : settings.pull
    return cgpio_line(
      offset: offset, direction: UInt8(CGPIO_INPUT), edges: 0, bias: cgpio_line.bias(pull),
      drive: 0, is_active_low: settings.active == .low ? 1 : 0, value: 0, debounce_us: 0)
  }
}

extension Array {
  /// The elements in rows of at most `size`, in order.
  func batches(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
