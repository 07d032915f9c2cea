import TemporaryFiles

/// A script for `board-cli shell`, played from a file.
enum Script {
  /// Plays lines on a wiring; control sockets are in a folder of the test.
  static func play(
    _ lines: String..., on wiring: String = Repository.doorbell, options: [String] = []
  ) throws -> Program.Result {
    let folder = try TemporaryFolder()
    let script = try TemporaryFile(lines.joined(separator: "\n") + "\n")
    return try Program.run(
      ["shell", wiring] + options, environment: ["XDG_RUNTIME_DIR": folder.path],
      input: script.path)
  }
}
