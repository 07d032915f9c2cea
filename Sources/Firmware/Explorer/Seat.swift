/// A virtual processor as the explorer sees it: idle, or on its stack somewhere in a routine.
final class Seat {
  /// What a processor does next when it begins.
  enum Task {
    /// The most urgent thing it has.
    case step
    /// The next call of a stream of the application.
    case call(Int)
  }

  /// Where the processor's routines are while others go on.
  var fiber: Fiber?

  /// They are on the stack of the script, which has stepped the processor itself.
  var isScripts = false

  var task = Task.step

  /// It has begun something and has not ended it.
  var isBusy = false

  /// What it waits for; nil while it could go on.
  var isOver: (() -> Bool)?

  /// Forgets what it was in the middle of, stack and all.
  func leave() {
    fiber = nil
    isBusy = false
    isScripts = false
    isOver = nil
  }

  /// It could go on if it were let.
  var canGoOn: Bool { isOver?() ?? true }
}
