import Glibc
import Testing

/// `board-cli doctor` on chips of the kernel.
@Suite(.onVirtualBoard) struct DoctorBoardTests {
  private let header: SimulatedHeader

  init() throws {
    header = try SimulatedHeader()
  }

  private var arguments: [String] {
    ["doctor", SimulatedHeader.doorbell, "--board", header.path]
  }

  @Test func `a wiring whose lines are free has no problem with them`() throws {
    let result = try Program.run(arguments)
    #expect(result.output.contains("labelled \(header.chip.label), 28 lines, 0 held"))
    #expect(result.output.contains("GPIO17 (J8:11), button: is free, at /dev/gpiochip"))
    #expect(result.output.contains("no problem"))
    #expect(result.status == 0)
  }

  @Test func `a line that a program holds is a problem that names it`() throws {
    let program = try Program(header.doorbellArguments)
    _ = try #require(program.readLine())
    let result = try Program.run(arguments)
    #expect(result.status == 1)
    #expect(result.output.contains("GPIO17 (J8:11), button: is held by \"board-cli\""))
    #expect(result.output.contains("GPIO27 (J8:13), led: is held by \"board-cli\""))
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  @Test func `a board that this machine is not is told with the chips that are here`() throws {
    let result = try Program.run([
      "doctor", SimulatedHeader.doorbell, "--board",
      "\(SimulatedHeader.repository)/boards/raspberry-pi-5.yaml", "--json",
    ])
    #expect(result.status == 1)
    #expect(result.output.contains(#""subject":"pinctrl-rp1""#))
    #expect(result.output.contains(header.chip.label))
  }

  @Test func `without permission the finding tells how to get it`() throws {
    let program = try Program(
      arguments,
      startedBy: ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"])
    let result = program.wait()
    #expect(result.status == 1)
    #expect(result.output.contains("is for root alone"))
    #expect(result.output.contains("sudo usermod -aG gpio $USER"))
    #expect(result.output.contains("no right to real-time threads"))
  }
}
