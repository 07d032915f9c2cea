import TemporaryFiles
import Testing

@testable import board_cli

struct ConvertCommandTests {
  private func golden(_ name: String) -> String { Golden.path(name) }

  @Test(arguments: ["doorbell", "echo"])
  func `as text a trace says what the run said`(_ name: String) throws {
    let result = try Program.run(["trace", "convert", golden("\(name).jsonl"), "--to", "text"])
    #expect(result.status == 0)
    // A run says a table and its end besides.
    #expect(try Golden.text("\(name).txt").hasPrefix(result.output + "\n"))
  }

  @Test func `the output goes where it is wanted`() throws {
    let file = try TemporaryFile()
    let result = try Program.run([
      "trace", "convert", golden("echo.jsonl"), "--to", "vcd", "--output", file.path,
    ])
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(file.text.contains("$timescale 1 us $end"))
    let nowhere = try Program.run([
      "trace", "convert", golden("echo.jsonl"), "--to", "vcd", "--output", "/nowhere/echo.vcd",
    ])
    #expect(nowhere.status == 1)
    #expect(nowhere.errors.contains("make its directory first"))
  }

  @Test func `pulses that do not show are told`() throws {
    let result = try Program.run([
      "trace", "convert", golden("doorbell.jsonl"), "--to", "vcd", "--resolution", "1ms",
    ])
    #expect(result.status == 0)
    #expect(result.errors.contains("pulses are shorter than 1 ms and do not show"))
  }

  @Test(arguments: [
    ["--to", "vcd", "--resolution", "3us"], ["--to", "text", "--resolution", "1us"],
  ])
  func `a resolution that makes no sense is a mistake`(_ options: [String]) throws {
    #expect(
      try Program.run(["trace", "convert", golden("echo.jsonl")] + options).status == 64)
  }

  @Test func `a damaged trace converts to nothing`() throws {
    let file = try TemporaryFile("{\"trace\":2}\n")
    let result = try Program.run(["trace", "convert", file.path, "--to", "perfetto"])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("\(file.path):1:1: error: no \"clock\""))
  }
}
