/// Why there is no second terminal: the thing, the cause, the remedy.
struct ControlError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// A system call was refused.
  static func system(_ call: String, _ path: String, _ number: Int32, remedy: String) -> Self {
    ControlError("\(path): error: \(call) failed: \(SystemText.reason(number)); \(remedy)")
  }
}
