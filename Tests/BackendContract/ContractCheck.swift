/// One promise of the contract, and how to see whether a board keeps it.
package struct ContractCheck: Sendable, CustomStringConvertible {
  /// The promise in words.
  package let description: String

  /// Tries it on a board of which nothing is open; throws a `Deviation` when it is not kept.
  package let run: @Sendable (any ContractRig) throws -> Void

  init(_ description: String, _ run: @escaping @Sendable (any ContractRig) throws -> Void) {
    self.description = description
    self.run = run
  }

  /// What every board with GPIO pins promises.
  package static let gpio =
    edges + lines + groups + polling + debounce + outputs + losses + removal
}
