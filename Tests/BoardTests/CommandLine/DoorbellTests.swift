import BoardHAL
import Glibc
import Testing

/// `board-cli run --hal linux`: a program of its own, on lines that the test drives.
@Suite(.onVirtualBoard) struct DoorbellTests {
  private let header: SimulatedHeader
  private let button = 17
  private let lamp = 27

  init() throws {
    header = try SimulatedHeader()
  }

  @Test func `the lamp is lit for as long as the button is pressed`() throws {
    let program = try start()
    for _ in 1...3 {
      try press(program)
      #expect(try header.chip.isHigh(lamp))
      try release(program)
      #expect(try !header.chip.isHigh(lamp))
    }
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func `a signal under load leaves the lamp dark`(_ signal: Int32, _ status: Int32) throws {
    let program = try start()
    try press(program)
    #expect(try header.chip.isHigh(lamp))
    let lines = try HeldLines(of: program.process)
    #expect(lines.count >= 2)
    for count in 1...500 {
      try header.chip.pull(button, high: !count.isMultiple(of: 2))
      if count == 250 { program.send(signal) }
    }
    let result = program.wait()
    #expect(result.status == status)
    #expect(result.errors.hasPrefix("levels are preemptive"))
    #expect(result.output.hasSuffix("outputs are in their safe state.\n"))
    #expect(try !withExtendedLifetime(lines) { try header.chip.isHigh(lamp) })
  }

  @Test func `without real-time rights levels are kept between routines, and it says why`() throws {
    let program = try start(by: SimulatedHeader.withoutRealTime)
    try press(program)
    #expect(try header.chip.isHigh(lamp))
    program.send(SIGTERM)
    let result = program.wait()
    #expect(result.status == 143)
    #expect(result.errors.hasPrefix("levels are cooperative"))
    #expect(result.errors.contains("(no right to real-time priorities up to "))
  }

  @Test func `after kill -9 the program starts again on the same lines`() throws {
    let first = try start()
    try press(first)
    do {
      let lines = try HeldLines(of: first.process)
      first.send(SIGKILL)
      #expect(first.wait().status == 137)
      // Nobody was left to put the lamp out: what the test above sees is the program's doing.
      #expect(try withExtendedLifetime(lines) { try header.chip.isHigh(lamp) })
    }
    try header.chip.pull(button, high: true)
    let second = try start()
    #expect(try !header.chip.isHigh(lamp))
    try press(second)
    #expect(try header.chip.isHigh(lamp))
    second.send(SIGTERM)
    #expect(second.wait().status == 143)
    #expect(try !header.chip.isHigh(lamp))
  }

  @Test func `a line that another program holds is an error that names it`() throws {
    let first = try start()
    let second = try Program.run(header.doorbellArguments)
    #expect(second.status == 2)
    #expect(second.errors.contains("GPIO17 (J8:11) is held by \"board-cli\""))
    first.send(SIGTERM)
    #expect(first.wait().status == 143)
  }

  @Test func `a board that this machine is not is an error that says what is here`() throws {
    let result = try Program.run([
      "run", SimulatedHeader.doorbell, "--hal", "linux", "--board",
      "\(SimulatedHeader.repository)/boards/raspberry-pi-5.yaml",
    ])
    #expect(result.status == 2)
    #expect(result.errors.contains("no GPIO chip labelled pinctrl-rp1; this machine has"))
    #expect(result.errors.contains(header.chip.label))
  }

  @Test func `without permission the error tells how to get it`() throws {
    let program = try Program(
      header.doorbellArguments,
      startedBy: ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"])
    let result = program.wait()
    #expect(result.status == 2)
    #expect(result.errors.contains("permission denied"))
    #expect(result.errors.contains("sudo usermod -aG"))
  }

  /// Starts the program; its lines are open when it has written its first line.
  private func start(by starter: [String] = []) throws -> Program {
    let program = try Program(
      header.doorbellArguments, startedBy: starter, environment: SimulatedHeader.environment)
    _ = try #require(program.readLine())
    return program
  }

  private func press(_ program: Program) throws {
    try header.chip.pull(button, high: false)
    try expectLine(program, "button pressed")
  }

  private func release(_ program: Program) throws {
    try header.chip.pull(button, high: true)
    try expectLine(program, "button released")
  }

  /// Reads on until a line holds `words`.
  private func expectLine(_ program: Program, _ words: String) throws {
    while !(try #require(program.readLine())).contains(words) {}
  }
}
