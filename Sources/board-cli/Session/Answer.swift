/// What a line of input led to.
struct Answer: Equatable {
  /// The result, in lines.
  var lines: [String]

  /// Why it was not carried out: the thing, the cause, the remedy; or nil.
  var complaint: String?

  /// Whoever asked is done.
  var isLast = false
}
