/// A board did something else than the contract promises.
package struct Deviation: Error, CustomStringConvertible {
  let what: String
  let seen: String
  let promised: String

  /// The deviation in words.
  package var description: String { "\(what): promised \(promised), seen \(seen)" }
}

/// Compares what a board did with what is promised.
func expect<Value: Equatable>(_ what: String, _ seen: Value, _ promised: Value) throws {
  guard seen == promised else {
    throw Deviation(what: what, seen: "\(seen)", promised: "\(promised)")
  }
}

/// Shows that a call fails as is promised.
func expectError<Failure: Error>(
  _ what: String, _ promised: String, _ isPromised: (Failure) -> Bool,
  _ body: () throws(Failure) -> Void
) throws {
  do throws(Failure) {
    try body()
  } catch {
    guard isPromised(error) else {
      throw Deviation(what: what, seen: "\(error)", promised: promised)
    }
    return
  }
  throw Deviation(what: what, seen: "no error", promised: promised)
}
