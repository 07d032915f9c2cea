/// One promise of the contract of serial ports, and how to see whether a board keeps it.
package struct SerialCheck: Sendable, CustomStringConvertible {
  /// The promise in words.
  package let description: String

  /// Tries it on a port that is closed; throws a `Deviation` when it is not kept.
  package let run: @Sendable (any SerialRig) throws -> Void

  init(_ description: String, _ run: @escaping @Sendable (any SerialRig) throws -> Void) {
    self.description = description
    self.run = run
  }

  /// What every board with serial ports promises.
  package static let all = receiving + sending + opening + absence
}
