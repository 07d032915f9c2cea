public import BoardHAL

extension MockBoard {
  /// Takes the calls that firmware made since the last time, oldest first.
  ///
  /// Every call of `Backend` is here, with what it gave back or threw, except looking at the
  /// clock and the capabilities, and asking for a ready line when there is none.
  public func takeAccesses() -> [MockAccess] { accesses.takeAll() }

  /// How many calls were forgotten because nobody took them in time.
  public var droppedAccesses: UInt64 { accesses.dropped }

  /// Makes the next such call throw; asked for several times, the calls fail one after the other.
  public func failNext(_ call: MockCall, with error: BoardError) {
    faults.add(error, to: call)
  }

  /// How many of the failures asked for have not happened; a finished test leaves none.
  public var pendingFailures: Int { faults.count }

  func record(_ call: MockAccess.Call, error: BoardError? = nil) {
    accesses.append(MockAccess(time: now, call: call, error: error))
  }

  /// Makes a call that can be told to fail, and records it with its result or its error.
  func recorded<Result>(
    _ kind: MockCall, _ call: (Result?) -> MockAccess.Call,
    _ body: () throws(BoardError) -> Result
  ) throws(BoardError) -> Result {
    do throws(BoardError) {
      if let error = faults.takeNext(kind) { throw error }
      let result = try body()
      record(call(result))
      return result
    } catch {
      record(call(nil), error: error)
      throw error
    }
  }
}
