/// How far an explorer goes.
public struct Bounds: Sendable, Hashable {
  /// Deliberate interruptions in one schedule: things that happen, or processors that step, in the
  /// middle of a routine.
  ///
  /// Nearly all mistakes need one or two (Musuvathi and Qadeer, "Iterative context bounding for
  /// systematic testing of multithreaded programs", 2007).
  public var preemptions: Int

  /// Schedules in all.
  public var schedules: Int

  /// Choices in one schedule; those that would have more are given up and counted.
  public var choices: Int

  /// Sets bounds; two interruptions and a million schedules unless told otherwise.
  public init(preemptions: Int = 2, schedules: Int = 1_000_000, choices: Int = 1000) {
    self.preemptions = preemptions
    self.schedules = schedules
    self.choices = choices
  }
}
