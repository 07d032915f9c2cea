/// What happens to a wired board, step by step on one timeline, and what is expected of it.
public struct ScenarioDescription: Sendable, Equatable {
  /// One line for people.
  public let name: String

  /// The file it came from, for messages.
  public let file: String

  /// The steps, in order.
  public let steps: [ScenarioStep]

  /// Makes a scenario.
  public init(name: String, file: String, steps: [ScenarioStep]) {
    self.name = name
    self.file = file
    self.steps = steps
  }
}
