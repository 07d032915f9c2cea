import Glibc
import Testing

struct PinoutCommandTests {
  @Test func `a wiring is marked on the header`() throws {
    let result = try Program.run(["pinout", Repository.doorbell])
    #expect(result.status == 0)
    try Golden.expect(result.output, "doorbell.pinout.txt")
  }

  @Test func `a serial port is marked where its wires go`() throws {
    let result = try Program.run(["pinout", Repository.echo])
    #expect(result.output.contains("  (7) (8)  GPIO14 ◂ console sends\n"))
    #expect(result.output.contains("  (9) (10) GPIO15 ◂ console receives\n"))
  }

  @Test(arguments: ["mock", "raspberry-pi-4", "raspberry-pi-5"])
  func `every shipped board has its picture, by name or by file`(_ name: String) throws {
    let result = try Program.run(["pinout", Repository.path("boards/\(name).yaml")])
    #expect(result.status == 0)
    #expect(result.output.contains("GPIO21\n"))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test func `colour is for terminals`() throws {
    let program = try TerminalProgram(["pinout", Repository.doorbell])
    #expect(program.end() == 0)
    #expect(String(decoding: program.sent, as: UTF8.self).contains("\u{1B}[1mGPIO17\u{1B}[0m"))
    let plain = try TerminalProgram(
      ["pinout", Repository.doorbell], environment: ["NO_COLOR": "1"])
    #expect(plain.end() == 0)
    #expect(!plain.sent.contains(0x1B))
  }

  @Test func `JSON has a pin for each place`() throws {
    let result = try Program.run(["pinout", Repository.doorbell, "--json"])
    #expect(
      result.output.hasPrefix(
        #"{"board":"mock","header":"J8","wiring":"doorbell","pins":[{"position":1,"name":"3V3"},"#))
    #expect(result.output.contains(#""line-names":["GPIO17"],"functions":[],"used-by":"button"}"#))
    #expect(result.output.split(separator: "{").count == 41)
  }

  @Test func `a reader that has seen enough is no mistake`() throws {
    let program = try Program(["pinout", Repository.doorbell])
    program.closeOutput()
    let result = program.wait()
    #expect([0, 141].contains(result.status))
    #expect(result.errors == "")
  }

  @Test func `a board that does not exist is named, with those that do`() throws {
    let result = try Program.run(["pinout", "raspberry-pi-55"])
    #expect(result.status == 2)
    #expect(result.errors.contains("unknown board \"raspberry-pi-55\""))
  }

  @Test func `a scenario is no board`() throws {
    let result = try Program.run(["pinout", Repository.doorbellScenario])
    #expect(result.status == 2)
    #expect(result.errors.contains("unknown key \"steps\""))
  }
}
