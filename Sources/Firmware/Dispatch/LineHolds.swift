/// Who holds a line back, besides connections whose deferred call has not run yet.
///
/// A line is let go when the last of its holders lets go: the end of a deferred call does not undo
/// what the application has masked.
struct LineHolds: OptionSet, BitwiseCopyable {
  let rawValue: UInt8

  /// The application, until it unmasks.
  static let application = LineHolds(rawValue: 1)
  /// The dispatcher, because the line stayed asserted however often it was served.
  static let storm = LineHolds(rawValue: 2)
  /// Somebody who waits to change the line's chain.
  static let rearranging = LineHolds(rawValue: 4)
}
