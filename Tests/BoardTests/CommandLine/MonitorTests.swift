import BoardHAL
import Glibc
import Testing

/// `board-cli monitor` on lines that the test moves, with the words of gpiomon.
@Suite(.onVirtualBoard) struct MonitorTests {
  private let quick: QuickChip

  init() throws {
    quick = try QuickChip()
  }

  private func monitor(_ options: String...) throws -> Program {
    try quick.start(["monitor", quick.button] + options)
  }

  @Test func `an edge is a line of time, edge and name, as gpiomon prints it`() throws {
    let program = try monitor()
    for (isHigh, word) in [(true, "rising"), (false, "falling")] {
      try quick.press(isHigh)
      let fields = try #require(program.readLine()).split(separator: "\t")
      #expect(fields.count == 3)
      #expect(fields[0].split(separator: ".").last?.count == 9)
      #expect(fields.dropFirst() == [word[...], "\"\(quick.button)\""])
    }
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func `a signal ends it in silence`(
    _ signal: Int32, _ status: Int32
  ) throws {
    let program = try monitor()
    program.send(signal)
    let result = program.wait()
    #expect(result.status == status)
    #expect(result.output == "" && result.errors == "")
  }

  @Test func `when its reader goes away it ends at once, in silence`() throws {
    let program = try monitor()
    program.closeOutput()
    // No edge comes: it does not need one to notice.
    let result = program.wait()
    #expect(result.status == 141)
    #expect(result.errors == "")
  }

  @Test func `a reader that has stopped reading does not keep a signal from ending it`() throws {
    let (reading, writing) = try fullPipe()
    defer { close(reading) }
    let program = try Program(["monitor", quick.button, "--banner"], output: writing)
    close(writing)
    // It cannot say that it holds the line; others can.
    while try Program.run(["get", quick.button]).status == 0 {}
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  /// A pipe that takes no more.
  private func fullPipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw KernelFile.Failure(path: "a pipe", call: "pipe", number: errno)
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    while write(ends[1], [UInt8](repeating: 0, count: 4096), 4096) > 0 {}
    _ = fcntl(ends[1], F_SETFL, 0)
    return (ends[0], ends[1])
  }

  @Test func `lines of all spellings come in order, in every letter of a format`() throws {
    let label = quick.chip.label
    let program = try quick.start([
      "monitor", quick.button, "\(label):1", "--num-events", "3", "--format",
      "%l %o %e %E %q %Q %g",
    ])
    try quick.press(true)
    try quick.chip.pull(1, high: true)
    try InterruptThreads.settle()
    try quick.press(false)
    let result = program.wait()
    #expect(result.status == 0)
    #expect(
      result.output == """
        \(quick.button) 3 1 rising 1 1 -
        unnamed 1 1 rising 1 2 -
        \(quick.button) 3 2 falling 2 3 -

        """)
  }

  @Test func `active low turns edges round, and only those wanted are printed`() throws {
    let program = try monitor("-l", "-e", "falling", "-n", "2", "-F", "%E")
    for isHigh in [true, false, true] { try quick.press(isHigh) }
    #expect(program.wait().output == "falling\nfalling\n")
  }

  @Test func `bounce is one edge when the line is debounced`() throws {
    let program = try monitor("-p", "50ms", "-n", "1", "-F", "%E")
    for isHigh in [true, false, true, false, true] { try quick.chip.pull(3, high: isHigh) }
    #expect(program.wait().output == "rising\n")
  }

  @Test func `a pull is set when it is asked for, and else left alone`() throws {
    let biased = try monitor("--bias", "pull-up", "--idle-timeout", "30s", "-n", "1", "-F", "%E")
    // The simulator follows the bias that a program asks for: the line is high from now on.
    try quick.press(false)
    #expect(biased.wait().output == "falling\n")
    try quick.press(true)
    let untouched = try monitor("-n", "1", "-F", "%E")
    #expect(try quick.chip.isHigh(3))
    try quick.press(false)
    #expect(untouched.wait().output == "falling\n")
  }

  @Test func `without edges it ends after the time it may be idle`() throws {
    let result = try Program.run(["monitor", quick.button, "--idle-timeout", "20ms"])
    #expect(result.status == 0)
    #expect(result.output == "")
  }

  @Test func `JSON has each edge as an object`() throws {
    let program = try monitor("--json", "-n", "1")
    try quick.press(true)
    let line = try #require(program.readLine())
    #expect(line.hasPrefix(#"{"seconds":""#))
    #expect(
      line.hasSuffix(
        #""offset":3,"name":"\#(quick.button)","edge":"rising","value":1,"sequence":1,"number":1}"#)
    )
    #expect(program.wait().status == 0)
  }

  @Test func `what got lost is printed, and all of it is counted`() throws {
    let program = try monitor()
    try overflow(program)
    var hasLost = false
    while true {
      let line = try #require(program.readLine())
      if line.contains("\tlost ") { hasLost = true }
      if hasLost, line.contains("\trising\t") { break }
    }
    program.send(SIGTERM)
    let result = program.wait()
    #expect(result.status == 143)
    #expect(result.errors.hasPrefix("\"\(quick.button)\": "))
    #expect(result.errors.contains(" edges seen, "))
  }

  @Test func `losses are said aside where lines have a form of their own`() throws {
    let program = try monitor("--format", "%E")
    try overflow(program)
    // API 1 leaves the first 16, and one more is made when the level is read.
    for _ in 1...17 { _ = program.readLine() }
    program.send(SIGTERM)
    let result = program.wait()
    #expect(result.errors.contains("\"\(quick.button)\": lost "))
    #expect(
      result.output.split(separator: "\n").allSatisfy { $0 == "rising" || $0 == "falling" })
  }

  /// Lets the kernel's buffer overflow while the program is stopped; the line ends high, which is
  /// not what the last edge says that API 1 keeps.
  private func overflow(_ program: Program) throws {
    program.send(SIGSTOP)
    for count in 1...301 {
      try quick.chip.pull(3, high: !count.isMultiple(of: 2))
      // One by one, or the kernel merges so many that its buffer never fills.
      try InterruptThreads.settle()
    }
    program.send(SIGCONT)
  }

  @Test func `a chip that is unplugged ends it, and that is said`() throws {
    let program = try monitor()
    try quick.chip.remove()
    let result = program.wait()
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("error: \(quick.button) (gpiochip"))
    #expect(result.errors.contains("is gone: it was unplugged or its chip was removed"))
  }

  @Test func `a line that is held is refused, and its holder named`() throws {
    let program = try quick.start(["monitor", quick.button, "--consumer", "doorbell"])
    let second = try Program.run(["monitor", quick.button])
    #expect(second.status == 1)
    #expect(second.errors.contains("is held by \"doorbell\""))
    program.send(SIGTERM)
    #expect(program.wait().status == 143)
  }

  @Test func `a line that is not there is a mistake with a guess`() throws {
    let result = try Program.run(["monitor", "X" + quick.button, "\(quick.chip.label):8"])
    #expect(result.status == 1)
    #expect(result.errors.contains("did you mean \"\(quick.button)\"?"))
    #expect(result.errors.contains("has lines 0 to 7"))
  }
}
