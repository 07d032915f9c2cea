/// How the dispatcher calls the threads of an engine that preempts.
///
/// From any thread and level; must not block, nor allocate.
package protocol Doorbells: AnyObject, Sendable {
  /// A deferred call waits, or a timer was set.
  func ringDeferred()
  /// Passive level has something to do.
  func ringPassive()
}
