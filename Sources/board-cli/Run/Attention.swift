import BoardHAL

/// Somebody who may want something while a board waits: keys, clients, the next picture.
protocol Attention: AnyObject {
  /// Descriptors that can be read when somebody wants something.
  var descriptors: [Int32] { get }

  /// When something is to be done in any case, on the clock of the steered board; or nil.
  var tick: BoardInstant? { get }
}
