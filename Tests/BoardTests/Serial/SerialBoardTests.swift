import BoardHAL
import BoardHALLinux
import Glibc
import SerialRigs
import Testing

extension SerialTests {
  /// What only real drivers show.
  @Suite struct SerialBoardTests {
    @Test("H16 a UART tells breaks and counts errors, and says so")
    func capabilities() throws {
      let board = try PseudoTerminal.board(at: "/dev/ttyS1")
      try board.open(.serialReceive(port: "uart0", SerialSettings()), as: LineID(0))
      let capabilities = try board.serialCapabilities(of: LineID(0))
      #expect(capabilities.marksErrors)
      #expect(capabilities.countsOverruns)
      #expect(capabilities.hasModemLines)
    }

    @Test(
      "H17 modem lines of a USB adaptor come on a line of their own, from a thread of their own")
    func modemLines() throws {
      let gadget = try SerialGadget()
      let board = try PseudoTerminal.board(at: gadget.path)
      try board.open(.serialReceive(port: "uart0", SerialSettings()), as: LineID(0))
      try board.open(.modemLines(port: "uart0"), as: LineID(2))
      try gadget.setFarEndOpen(false)
      let away = try #require(board.next(LineID(2), until: { !$0.contains(.carrierDetect) }))
      #expect(away.count > 0)
      try gadget.setFarEndOpen(true)
      let back = try #require(board.next(LineID(2), until: { $0.contains(.carrierDetect) }))
      #expect(back.modemLines.contains(.dataSetReady))
      board.close(LineID(2))
      board.close(LineID(0))
    }

    @Test func `ports are listed with what USB tells, and who has them`() throws {
      let gadget = try SerialGadget()
      let listed = try #require(PortDirectory.ports().first { $0.path == gadget.path })
      #expect(listed.use == .free)
      #expect(listed.driver == "cdc_acm")
      if PortDirectory.library != nil {
        #expect(listed.usb?.serialNumber == SerialGadget.serialNumber)
        #expect(listed.usb?.vendorID == 0x1d6b)
        #expect(listed.title == "Serial adaptor")
      }
      let board = try PseudoTerminal.board(at: gadget.path)
      try board.open(.serialReceive(port: "uart0", SerialSettings()), as: LineID(0))
      let held = try #require(PortDirectory.ports().first { $0.path == gadget.path })
      #expect(held.use == .held("this program"))
      // Four UARTs are reserved in this kernel; what has no chip is not listed.
      #expect(PortDirectory.ports().contains { $0.path == "/dev/ttyS1" })
    }

    @Test func `a rate that the UART cannot make is refused, with the one it makes`() throws {
      let board = try PseudoTerminal.board(at: "/dev/ttyS1")
      #expect {
        try board.open(
          .serialReceive(port: "uart0", SerialSettings(baud: 3_000_000)), as: LineID(0))
      } throws: { error in
        guard case BoardError.unsupported(let thing, let remedy) = error else { return false }
        return thing == "uart0 at 3000000 baud" && remedy.contains("it runs at ")
      }
    }

    @Test("H12 a USB adaptor unplugged and plugged while streaming both ways goes on each time")
    func streamingUnplug() throws {
      let gadget = try SerialGadget()
      let board = try PseudoTerminal.board(at: gadget.path)
      try board.open(
        LineSource.serial(port: "uart0"), as: [LineID(0), LineID(1)])
      let piece = [UInt8](repeating: 0x55, count: 512)
      for generation in 1...5 as ClosedRange<UInt32> {
        var received = 0
        var heard = 0
        let deadline = board.now + .seconds(20)
        while received < 20_000 || heard < 20_000, board.now < deadline {
          _ = try? board.transmit(piece.span, on: LineID(0))
          _ = try gadget.send(piece[...])
          heard += gadget.hearNow().count
          while board.takeReadyLine() != nil {}
          while case .serial(let record)? = board.takeRecord(from: LineID(0)) {
            #expect(record.generation == generation)
            if record.kind == .bytes { received += Int(record.count) }
          }
          while board.takeRecord(from: LineID(1)) != nil {}
        }
        #expect(received >= 20_000 && heard >= 20_000)
        _ = try gadget.goAway()
        let hangup = try #require(board.next(LineID(0), kind: .hangup))
        #expect(hangup.generation == generation)
        _ = try gadget.comeBack()
        let connected = try #require(board.next(LineID(0), kind: .connected))
        #expect(connected.generation == generation + 1)
      }
    }
  }
}

extension LinuxBoard {
  /// The next record of this kind on a line, 10 seconds at most.
  fileprivate func next(_ line: LineID, kind: SerialRecord.Kind) -> SerialRecord? {
    next(line) { $0.kind == kind }
  }

  /// The next record of modem lines that are as wanted, 10 seconds at most.
  fileprivate func next(_ line: LineID, until isWanted: (ModemLines) -> Bool) -> SerialRecord? {
    next(line) { $0.kind == .modemLines && isWanted($0.modemLines) }
  }

  private func next(_ line: LineID, _ isWanted: (SerialRecord) -> Bool) -> SerialRecord? {
    let deadline = now + .seconds(10)
    while now < deadline {
      while case .serial(let record)? = takeRecord(from: line) {
        if isWanted(record) { return record }
      }
      _ = wait(until: deadline)
      while takeReadyLine() != nil {}
    }
    return nil
  }
}
