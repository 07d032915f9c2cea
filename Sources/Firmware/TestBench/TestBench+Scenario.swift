import BoardFiles
public import BoardHAL

extension TestBench {
  /// Plays a scenario file, and lets what it set off come to rest; returns what happened meanwhile.
  ///
  /// - Throws: `FileError` with every mistake of the file, or `ScenarioFailure` at the first step
  ///   that fails.
  @discardableResult
  public func play(_ path: String) throws -> [Happening] {
    try play(ScenarioLoader.load(path: path, wiring: wiring))
  }

  /// Plays a scenario, and lets what it set off come to rest; returns what happened meanwhile.
  ///
  /// - Throws: `ScenarioFailure` at the first step that fails.
  @discardableResult
  public func play(_ scenario: ScenarioDescription) throws(ScenarioFailure) -> [Happening] {
    try ScenarioPlayer(scenario, wiring: wiring, board: board, firmware: firmware).play()
    return take()
  }
}
