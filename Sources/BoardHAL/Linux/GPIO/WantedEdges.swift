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
  var request: cgpio_line {
    let period = Self.kernelDebounces ? settings.debounce : nil
    // Our own debounce has to see every change.
    let edges = settings.debounce == nil || Self.kernelDebounces ? settings.edges : .both
    var line = look
    line.edges = edges.rawValue
    // Rounded up: a period of 1 ns is one, and 0 would be none.
    line.debounce_us = UInt32(clamping: ((period ?? .zero).count + 999) / 1_000)
    return line
  }

  /// What is asked of the kernel for a line that reports nothing.
  var look: cgpio_line {
    let bias =
      switch settings.pull {
      case .none: CGPIO_BIAS_OFF
      case .up: CGPIO_BIAS_UP
      case .down: CGPIO_BIAS_DOWN
      }
    return cgpio_line(
      offset: offset, edges: 0, bias: UInt8(bias),
      is_active_low: settings.active == .low ? 1 : 0, is_output: 0, value: 0, debounce_us: 0)
  }
}

extension Array {
  /// The elements in rows of at most `size`, in order.
  func batches(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
