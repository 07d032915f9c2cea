import BoardHAL

/// One cause and what followed from it, in words: one line of output.
///
///     0.500 000  GPIO17 (J8:11) ↓  isr button 4 µs → deferred button 11 µs
///     time       cause             steps
struct Chain: Equatable {
  /// When the cause happened.
  let time: BoardInstant

  /// What set it off.
  var cause: String

  /// What followed, in order.
  var steps: [Step] = []

  /// One thing that followed.
  struct Step: Equatable {
    /// What it was.
    var text: String

    /// How it is shown where there is colour.
    var paint: Paint?
  }
}
