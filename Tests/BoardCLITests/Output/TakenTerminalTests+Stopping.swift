import Glibc
import SerialRigs
import Testing

/// Ctrl-Z and `fg`, with a real shell that has the command as a job.
extension TakenTerminalTests {
  @Test(arguments: [Taker.shell, .attach, .top])
  func `Ctrl-Z gives it back, and fg takes it again and draws it anew`(_ taker: Taker) throws {
    try with(taker, startedBy: TerminalProgram.asJob) { program in
      try program.wait(for: taker.greeting)
      if taker != .top {
        program.type("get l")
        try program.wait(for: "what was typed") { $0.currentLine == "board> get l" }
      }
      program.type("\u{1A}")
      try program.wait(for: "stopped with \(128 + SIGTSTP)")
      #expect(program.isSane)
      program.type("\r")
      if taker == .top {
        try program.wait(for: "the picture") { $0.isAlternate && $0.isCursorHidden }
        program.type("q")
      } else {
        try program.wait(for: "the line again") { $0.currentLine == "board> get l" }
        program.type("ed\r")
        try program.wait(for: "led is off")
        program.type("quit\r")
      }
      #expect(program.end() == 0)
      #expect(program.isSane)
    }
  }

  @Test func `a picture that is held still is there again after fg`() throws {
    try with(.top, startedBy: TerminalProgram.asJob) { program in
      try program.wait(for: Taker.top.greeting)
      program.type(" ")
      try program.wait(for: "held still")
      program.type("\u{1A}")
      try program.wait(for: "stopped with")
      let before = program.sent.count
      program.type("\r")
      try program.wait(for: "the picture") { _ in
        String(decoding: program.sent[before...], as: UTF8.self).contains("held still")
      }
      program.type(" ")
      try program.wait(for: Taker.top.greeting)
      program.type("q")
      #expect(program.end() == 0)
    }
  }

  @Test func `a serial terminal sends Ctrl-Z on, and stops when somebody else asks it to`() throws {
    try with(.serial, startedBy: TerminalProgram.asJob) { program in
      try program.wait(for: Taker.serial.greeting)
      program.type("\u{1A}")
      #expect(far.hear(exactly: 1) == [0x1A])
      program.sendToForeground(SIGTSTP)
      try program.wait(for: "stopped with \(128 + SIGTSTP)")
      #expect(program.isSane)
      far.send("meanwhile\n")
      program.type("\r")
      try program.wait(for: "meanwhile")
      #expect(!program.isSane)
      program.type("\u{3}\u{14}q")
      #expect(far.hear(exactly: 1) == [3])
      #expect(program.end() == 0)
      #expect(program.isSane)
    }
  }

  @Test func `where no shell could continue it, Ctrl-Z does not stop it`() throws {
    try with(.top) { program in
      try program.wait(for: Taker.top.greeting)
      program.type("\u{1A}q")
      #expect(program.end() == 0)
      #expect(program.isSane)
    }
  }
}
