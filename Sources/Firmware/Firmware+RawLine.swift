public import BoardHAL

extension Firmware {
  /// Lends the descriptor that the kernel knows a line by; nil on a board that has none, such as
  /// the mock (row S4-17).
  ///
  /// For what the model does not cover, at passive level. The descriptor stays the board's: do not
  /// close it, do not keep it, and do not read from it, because what is read there never reaches
  /// the line's service routine.
  @unsafe
  public func withRawLine<Result, Failure: Error>(
    _ line: LineID, _ body: (Int32) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard source(of: line) != nil, !dispatcher.core.isGone[line.index],
      let descriptor = board.rawDescriptor(of: line)
    else { return nil }
    return try body(descriptor)
  }
}
