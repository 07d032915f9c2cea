import Glibc
import TemporaryFiles
import Testing

struct ListingCommandTests {
  /// Lists the boards as from a shell that stands in a folder.
  private func boards(_ options: String..., in folder: String) throws -> Program.Result {
    try Program(["boards"] + options, startedBy: ["/usr/bin/env", "-C", folder]).wait()
  }

  @Test func `lines have their chip, offset, name and consumer`() throws {
    let result = try Program.run(["lines", Repository.doorbell])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 29)
    #expect(lines.contains { $0.hasPrefix("mock      17  GPIO17") && $0.hasSuffix("button") })
  }

  @Test func `ports have their wires and what they need`() throws {
    let result = try Program.run(["ports", Repository.path("boards/raspberry-pi-5.yaml")])
    #expect(result.output.contains("GPIO14 (J8:8)  GPIO15 (J8:10)"))
    #expect(result.output.contains("dtparam=uart0 in config.txt"))
  }

  @Test func `JSON leaves out what is not there`() throws {
    let result = try Program.run(["ports", Repository.echo, "--json"])
    #expect(
      result.output
        == #"{"board":"mock","ports":[{"port":"serial0","aliases":["header","uart0"],"#
        + #""transmit":"GPIO14 (J8:8)","receive":"GPIO15 (J8:10)","consumer":"console"},"#
        + #"{"port":"serial1","aliases":[]}]}"# + "\n")
  }

  @Test func `boards are those of the folder`() throws {
    let result = try boards("--json", in: Repository.path(""))
    #expect(result.status == 0)
    #expect(result.output.hasPrefix(#"{"boards":[{"name":"mock","title":"Mock board","#))
  }

  @Test func `without boards it says where to look`() throws {
    let folder = try TemporaryFolder()
    let result = try boards(in: folder.path)
    #expect(result.status == 1)
    #expect(
      result.errors == "error: no boards/ here; go to the folder that has it, or name a file\n")
  }
}
