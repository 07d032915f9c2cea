import Glibc
import SerialRigs
import TemporaryFiles
import Testing

/// What becomes of the terminal of the commands that change it, whatever ends them.
struct TakenTerminalTests {
  let home: TemporaryFolder
  let far: PseudoTerminal

  init() throws {
    home = try TemporaryFolder()
    far = try PseudoTerminal()
  }

  /// The commands that change their terminal while they run.
  enum Taker: String, CaseIterable {
    case shell, attach, top, serial

    /// On the screen once the terminal is taken.
    var greeting: String {
      switch self {
      case .shell, .attach: "board>"
      case .top: "q quits, space"
      case .serial: "ctrl-t q quits"
      }
    }
  }

  private var environment: [String: String] {
    ["HOME": home.path, "XDG_RUNTIME_DIR": home.path, "NO_COLOR": "1"]
  }

  private func arguments(_ taker: Taker) -> [String] {
    switch taker {
    case .shell, .top: [taker.rawValue, Repository.doorbell]
    case .attach: [taker.rawValue]
    case .serial: [taker.rawValue, far.path]
    }
  }

  /// Does something with the command at work, and with somebody for it to attach to.
  func with(
    _ taker: Taker, startedBy starter: [String] = [], _ body: (TerminalProgram) throws -> Void
  ) throws {
    let host = try TerminalProgram(["shell", Repository.doorbell], environment: environment)
    try host.wait(for: "board>")
    try body(
      TerminalProgram(arguments(taker), environment: environment, startedBy: starter))
    host.type("quit\r")
    #expect(host.end() == 0)
  }

  @Test(arguments: Taker.allCases, [SIGINT, SIGTERM, SIGHUP])
  func `a signal gives it back`(_ taker: Taker, _ signal: Int32) throws {
    try with(taker) { program in
      try program.wait(for: taker.greeting)
      #expect(!program.isSane)
      program.send(signal)
      // At a prompt Ctrl-C gives up the line; the end of the input ends the rest.
      if signal == SIGINT, [.shell, .attach].contains(taker) {
        try program.wait(for: "^C")
        program.type("quit\r")
        #expect(program.end() == 0)
      } else {
        #expect(program.end() == 128 + signal)
      }
      #expect(program.isSane)
    }
  }

  @Test(arguments: Taker.allCases, [SIGQUIT, SIGABRT, SIGSEGV, SIGILL, SIGTRAP])
  func `even a crash gives it back`(_ taker: Taker, _ signal: Int32) throws {
    try with(taker) { program in
      try program.wait(for: taker.greeting)
      program.send(signal)
      #expect(program.end() & 0x7F == signal)
      #expect(program.isSane)
    }
  }

  @Test func `so does the key that makes programs crash, where it is one`() throws {
    try with(.top) { program in
      try program.wait(for: Taker.top.greeting)
      program.type("\u{1C}")
      #expect(program.end() & 0x7F == SIGQUIT)
      #expect(program.isSane)
    }
  }

  @Test(arguments: Taker.allCases)
  func `closing the window ends it`(_ taker: Taker) throws {
    try with(taker) { program in
      try program.wait(for: taker.greeting)
      program.hangUp()
      // The signal, or the end of the keys: whichever it meets first.
      #expect([0, 129].contains(program.end()))
    }
  }

  @Test(arguments: [Taker.shell, .attach, .serial])
  func `a reader that has seen enough ends it, and leaves it as it was`(_ taker: Taker) throws {
    try with(taker, startedBy: TerminalProgram.toHead) { program in
      if taker == .serial {
        // It greets nobody in a pipe; but what is typed arrives once it has terminal and port.
        program.type("x")
        #expect(far.hear(exactly: 1) == Array("x".utf8))
        #expect(!program.isSane)
        far.send("enough\n")
      } else {
        program.type("get led\n")
      }
      // Nothing more is said that it could fail to write: that the reader went is enough.
      #expect(program.end() == 141)
      #expect(program.screen.text.contains(taker == .serial ? "enough" : "led is off"))
      #expect(program.isSane)
    }
  }
}
