package import BoardHAL

/// A board under contract, and a hand that moves its pins from outside.
///
/// The board has at least four free pins, all low and with nothing else on them.
package protocol ContractRig: AnyObject {
  /// The board.
  var board: any Backend { get }

  /// A free pin, 0 to 3.
  func pin(_ number: Int) -> Pin

  /// Moves a pin from outside, as a switch to supply or ground would.
  func drive(_ number: Int, high: Bool) throws

  /// True when the pin is high, whoever drives it.
  func isHigh(_ number: Int) throws -> Bool

  /// How many edges of one line wait below at most.
  var edgeCapacity: Int { get }

  /// Takes the chip of all pins away.
  func unplug() throws
}

extension ContractRig {
  /// How long a check waits for what must come; on a mock it costs nothing, live it is not reached.
  package static var patience: Nanoseconds { .seconds(5) }

  /// Opens a pin for edges.
  package func open(
    _ number: Int, as line: LineID, _ edges: EdgeSelection = .both, active: ActiveLevel = .high
  ) throws {
    try board.open(.edges(of: pin(number), edges, active: active), as: line)
  }

  /// The next record of a line, waiting for it if need be.
  ///
  /// - Throws: `Deviation` when none comes in time.
  package func nextEdge(_ line: LineID) throws -> EdgeRecord {
    let deadline = board.now + Self.patience
    while true {
      if case .edge(let edge) = board.takeRecord(from: line) { return edge }
      guard board.now < deadline else {
        throw Deviation(what: "an edge of line \(line.index)", seen: "none", promised: "one")
      }
      _ = board.wait(until: deadline)
      while board.takeReadyLine() != nil {}
    }
  }

  /// Everything that a line has brought by the time at which an edge of `witness` has arrived.
  ///
  /// Only so can a live board show that something did not come.
  package func edges(
    of line: LineID, until witness: LineID, on number: Int
  ) throws -> [EdgeRecord] {
    try drive(number, high: true)
    _ = try nextEdge(witness)
    var edges: [EdgeRecord] = []
    while case .edge(let edge) = board.takeRecord(from: line) { edges.append(edge) }
    return edges
  }
}
