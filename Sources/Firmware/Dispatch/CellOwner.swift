public import BoardHAL

/// Owns a cell and the places that it names; frees them when the last who refers to it goes.
///
/// A cell is a set of places: constants of which what lies there can be written. What runs often
/// reaches a value by its place, never through a class property, and so pays for neither reference
/// counting nor run-time exclusivity checks. What they would check holds by construction, and each
/// cell says why.
@safe
@usableFromInline
final class CellOwner<Cell: BitwiseCopyable> {
  @usableFromInline
  let cell: UnsafeMutablePointer<Cell>

  @usableFromInline
  let memory: RowMemory

  /// Takes over the memory in which the places of `cell` lie.
  @inlinable
  init(_ cell: Cell, in memory: consuming RowMemory) {
    unsafe self.cell = memory.take(1, of: Cell.self)
    unsafe self.cell.initialize(to: cell)
    self.memory = memory
  }
}
