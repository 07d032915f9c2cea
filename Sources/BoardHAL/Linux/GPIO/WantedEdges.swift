internal import BoardHAL
internal import CGPIO

/// An edge line that is to be opened, and where it was found.
struct WantedEdges {
  let line: LineID
  let settings: LineSource.EdgeLine
  let offset: UInt32

  /// API 1 knows no debounce.
  static var kernelDebounces: Bool { cgpio_api() >= 2 }

  /// What is asked of the kernel.
  ///
  /// - Parameter keepsBias: A line without a pull keeps the bias that it has.
  func request(keepsBias: Bool) -> cgpio_line {
    let pull = keepsBias && settings.pull == .none ? nil : settings.pull
    let period = Self.kernelDebounces ? settings.debounce : nil
    // Our own debounce has to see every change.
    let edges = settings.debounce == nil || Self.kernelDebounces ? settings.edges : .both
    return cgpio_line(
      offset: offset, direction: UInt8(CGPIO_INPUT), edges: edges.rawValue,
      bias: cgpio_line.bias(pull), drive: 0, is_active_low: settings.active == .low ? 1 : 0,
      value: 0,
      // Rounded up: a period of 1 ns is one, and 0 would be none.
      debounce_us: UInt32(clamping: ((period ?? .zero).count + 999) / 1_000))
  }
}

extension Array {
  /// The elements in rows of at most `size`, in order.
  func batches(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
