import BoardFiles
import BoardHAL

/// The repository, seen from this file.
let repository = String(#filePath.dropLast("/Tests/BoardFilesTests/Fixtures.swift".count))

/// The mock board as it is shipped.
func mockBoard() throws -> BoardDescription {
  try BoardLoader.load(path: "\(repository)/boards/mock.yaml")
}

/// The doorbell as it is shipped.
func doorbell() throws -> WiringDescription {
  try WiringLoader.load(path: "\(repository)/wiring/doorbell.yaml")
}

/// The echo console as it is shipped.
func echo() throws -> WiringDescription {
  try WiringLoader.load(path: "\(repository)/wiring/echo.yaml")
}

/// What `load` says is wrong, a line for each mistake; empty if nothing is.
func mistakes<Value>(_ load: () throws(FileError) -> Value) -> [String] {
  do throws(FileError) {
    _ = try load()
    return []
  } catch {
    return error.diagnostics.map(\.description)
  }
}

/// What is wrong with the text of a wiring for the mock board.
func wiringMistakes(_ text: String) throws -> [String] {
  let board = try mockBoard()
  return mistakes { () throws(FileError) in
    try WiringLoader.load(text: text, file: "w.yaml", board: board)
  }
}

/// What is wrong with a wiring of these devices, which start on line 4.
func deviceMistakes(_ devices: String) throws -> [String] {
  try wiringMistakes("name: test\nboard: mock\ndevices:\n\(devices)")
}

/// What is wrong with these steps, which start on line 4.
func stepMistakes(_ steps: String, in wiring: WiringDescription) -> [String] {
  mistakes { () throws(FileError) in
    try ScenarioLoader.load(
      text: "name: test\nversion: 1\nsteps:\n\(steps)", file: "s.yaml", wiring: wiring)
  }
}

/// The steps of a correct scenario for a wiring.
func steps(_ text: String, in wiring: WiringDescription) throws -> [ScenarioStep.Action] {
  try ScenarioLoader.load(
    text: "name: test\nversion: 1\nsteps:\n\(text)", file: "s.yaml", wiring: wiring
  ).steps.map(\.action)
}
