import BoardHALLinux
import TemporaryFiles
import Testing

@testable import board_cli

struct DoctorCommandTests {
  private let report = DoctorReport(findings: [
    Finding(.ok, .serial, "uart0", "is there"),
    Finding(.problem, .gpio, "GPIO17", "is held", remedy: "let go of it"),
    Finding(.warning, .serial, "ttyS0", "is a console", remedy: "remove it"),
  ])

  @Test func `findings are told by area, each with what mends it`() {
    #expect(
      report.text(hasColour: false) == [
        "gpio", "  problem  GPIO17: is held", "            → let go of it", "",
        "serial", "  ok       uart0: is there", "  warning  ttyS0: is a console",
        "            → remove it", "", "1 problem, 1 warning",
      ])
  }

  @Test func `programs get one object`() {
    #expect(
      report.json == #"{"findings":[{"verdict":"ok","area":"serial","subject":"uart0","#
        + #""text":"is there"},{"verdict":"problem","area":"gpio","subject":"GPIO17","#
        + #""text":"is held","remedy":"let go of it"},{"verdict":"warning","area":"serial","#
        + #""subject":"ttyS0","text":"is a console","remedy":"remove it"}],"#
        + #""problems":1,"warnings":1}"#)
  }

  @Test func `a problem is a failure, a warning is none`() {
    #expect(report.status == .failure)
    #expect(DoctorReport(findings: [report.findings[2]]).status == .success)
  }

  @Test func `this machine is examined for a wiring, and a wrong board is a problem`() throws {
    let result = try Program.run([
      "doctor", Repository.doorbell, "--board", Repository.path("boards/raspberry-pi-5.yaml"),
    ])
    #expect(result.errors == "")
    #expect(result.status == 1)
    #expect(result.output.contains("real-time"))
    #expect(result.output.contains(" problem"))
  }

  @Test func `a wiring with a mistake is told before anything is looked at`() throws {
    let file = try TemporaryFile("name: x\n")
    let result = try Program.run(["doctor", file.path])
    #expect(result.status == 2)
    #expect(result.output == "")
  }
}
