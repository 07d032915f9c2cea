import BoardHAL
import Glibc
import Testing

/// `board-cli get`, `set` and `lines` on lines whose levels the test sees.
@Suite(.onVirtualBoard) struct GetAndSetTests {
  private let quick: QuickChip

  init() throws {
    quick = try QuickChip()
  }

  @Test func `a line is read by name, and by chip and offset`() throws {
    try quick.press(true)
    let result = try Program.run(["get", quick.button, "\(quick.chip.label):4", "--unquoted"])
    #expect(result.status == 0)
    #expect(result.output == "\(quick.button)=active \(quick.chip.label):4=inactive\n")
  }

  @Test func `active low, bias and form are those asked for`() throws {
    let chip = ["--chip", quick.chip.label]
    #expect(try Program.run(["get", "3", "4", "--numeric"] + chip).output == "0 0\n")
    #expect(try Program.run(["get", "3", "4", "--numeric", "-l"] + chip).output == "1 1\n")
    #expect(try Program.run(["get", "4", "--numeric", "-b", "pull-up"] + chip).output == "1\n")
    let json = try Program.run(["get", "3", "--json"] + chip).output
    #expect(json.hasPrefix(#"{"lines":[{"line":"3","chip":"gpiochip"#))
    #expect(json.hasSuffix(#""offset":3,"name":"\#(quick.button)","value":0}]}"# + "\n"))
  }

  @Test func `a pin of a board is found by its place on the header`() throws {
    let header = try SimulatedHeader()
    try header.chip.pull(17, high: true)
    let result = try Program.run([
      "get", "GPIO17", "J8:13", "BOARD16", "--board", header.path, "--numeric",
    ])
    #expect(result.errors == "")
    #expect(result.output == "1 0 0\n")
  }

  @Test func `a line is driven until a signal, and its release is said`() throws {
    let program = try quick.start(["set", "\(quick.lamp)=1", "\(quick.chip.label):1=on"])
    #expect(try quick.chip.isHigh(5) && quick.chip.isHigh(1))
    program.send(SIGINT)
    let result = program.wait()
    #expect(result.status == 130)
    #expect(result.errors.hasPrefix("released \(quick.lamp) (gpiochip"))
    #expect(result.errors.hasSuffix("what its level is now, nobody promises\n"))
    #expect(try Program.run(["get", quick.lamp]).status == 0)
  }

  @Test func `a line is driven for as long as --hold says`() throws {
    let result = try Program.run(["set", "\(quick.lamp)=1", "--hold", "10ms", "--quiet"])
    #expect(result.status == 0)
    #expect(result.errors == "")
  }

  @Test func `active low drives the other way, and others see who holds it`() throws {
    let program = try quick.start(["set", "\(quick.lamp)=0", "-l", "-C", "lighthouse"])
    #expect(try quick.chip.isHigh(5))
    let lines = try Program.run(["lines"]).output.split(separator: "\n")
    let lamp = try #require(lines.first { $0.contains(quick.lamp) })
    #expect(lamp.contains("output") && lamp.contains("active-low") && lamp.hasSuffix("lighthouse"))
    let second = try Program.run(["set", "\(quick.lamp)=1"])
    #expect(second.status == 1)
    #expect(second.errors.contains("is held by \"lighthouse\""))
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  @Test func `a pulse is turned over once, and both lines together`() throws {
    let watch = try quick.start([
      "monitor", "\(quick.chip.label):6", "-n", "1", "-F", "%E", "--idle-timeout", "60s",
    ])
    let program = try quick.start([
      "set", "\(quick.lamp)=1", "\(quick.chip.label):1=0", "--toggle", "20ms,0", "--hold", "60s",
    ])
    while try !quick.chip.isHigh(1) { sched_yield() }
    #expect(try !quick.chip.isHigh(5))
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
    try quick.chip.pull(6, high: true)
    #expect(watch.wait().output == "rising\n")
  }

  @Test func `a sequence that repeats does so until a signal`() throws {
    let program = try quick.start(["set", "\(quick.lamp)=1", "--toggle", "5ms,10ms"])
    for _ in 1...4 {
      while try quick.chip.isHigh(5) { sched_yield() }
      while try !quick.chip.isHigh(5) { sched_yield() }
    }
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  @Test func `an open drain leaves high to the pull`() throws {
    try quick.chip.pull(5, high: true)
    let program = try quick.start(["set", "\(quick.lamp)=0", "--drive", "open-drain"])
    #expect(try !quick.chip.isHigh(5))
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  @Test func `reading as is leaves an output one`() throws {
    let result = try Program.run(["get", quick.button, "--as-is", "--numeric"])
    #expect(result.output == "0\n")
  }

  @Test func `the lines of this machine have chips, labels, names and directions`() throws {
    let result = try Program.run(["lines", "--json"])
    #expect(result.status == 0)
    #expect(
      result.output.contains(
        #""label":"\#(quick.chip.label)","offset":5,"name":"\#(quick.lamp)","direction":"input""#))
  }

  @Test func `with a board, lines have their place on its header`() throws {
    let header = try SimulatedHeader()
    let result = try Program.run(["lines", header.path, "--hal", "linux"])
    #expect(result.status == 0)
    let line = result.output.split(separator: "\n").first {
      $0.contains(header.chip.label) && $0.contains("GPIO17 (J8:11)")
    }
    #expect(line != nil)
  }

  @Test func `without permission it is said how to get it`() throws {
    let program = try Program(
      ["lines"],
      startedBy: ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"])
    let result = program.wait()
    #expect(result.status == 1)
    #expect(result.errors.contains("permission denied: sudo usermod -aG gpio"))
  }

  @Test func `the ports of this machine are those of the kernel, with their drivers`() throws {
    let result = try Program.run(["ports"])
    #expect(result.status == 0)
    #expect(result.output.contains("/dev/ttyS1"))
  }
}
