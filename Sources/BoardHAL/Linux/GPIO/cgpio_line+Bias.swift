internal import BoardHAL
internal import CGPIO

extension cgpio_line {
  /// The word of the C side for a pull; nil leaves the bias as it is.
  static func bias(_ pull: Pull?) -> UInt8 {
    switch pull {
    case .some(.none): UInt8(CGPIO_BIAS_OFF)
    case .up: UInt8(CGPIO_BIAS_UP)
    case .down: UInt8(CGPIO_BIAS_DOWN)
    case nil: UInt8(CGPIO_BIAS_AS_IS)
    }
  }
}
