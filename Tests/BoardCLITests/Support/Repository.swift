/// Where the files of the repository are, seen from its tests.
enum Repository {
  /// The folder of these tests.
  static let tests = String(#filePath.dropLast("/Support/Repository.swift".count))

  /// The absolute path of a file of the repository.
  static func path(_ relative: String) -> String {
    String(tests.dropLast("/Tests/BoardCLITests".count)) + "/" + relative
  }

  static let doorbell = path("wiring/doorbell.yaml")
  static let doorbellScenario = path("wiring/doorbell.scenario.yaml")
  static let echo = path("wiring/echo.yaml")
  static let echoScenario = path("wiring/echo.scenario.yaml")
}
