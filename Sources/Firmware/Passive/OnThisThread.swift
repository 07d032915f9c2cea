/// A value that goes into a task whose executor runs on the thread that the value belongs to.
///
/// A task's closure must be sendable, though passive jobs never leave the firmware's thread.
/// (`nonisolated(unsafe)` says the same, but not to Swift 6.2.3, which builds for the Pi.)
struct OnThisThread<Value>: @unchecked Sendable {
  let value: Value
}
