import BoardHAL
import BoardHALMock
import Testing

@Suite struct RegisterBankTests {
  @Test func `a plain register gives back what was written`() {
    let board = TestBoard.make()
    let control = board.addRegister("CONTROL", initial: 5)
    #expect(board.readRegister(control) == 5)
    board.writeRegister(control, 9)
    #expect(board.readRegister(control) == 9)
    #expect(board.name(of: control) == "CONTROL")
  }

  @Test func `reading clears a read-to-clear register`() {
    let board = TestBoard.make()
    let status = board.addRegister("STATUS", .readToClear)
    board.setBits(0b101, in: status)
    #expect(board.contents(of: status) == 0b101)
    board.writeRegister(status, 0)
    #expect(board.readRegister(status) == 0b101)
    #expect(board.readRegister(status) == 0)
  }

  @Test func `writing ones clears those bits of a write-one-to-clear register`() {
    let board = TestBoard.make()
    let status = board.addRegister("STATUS", .writeOneToClear)
    board.setBits(0b111, in: status)
    board.writeRegister(status, 0b010)
    #expect(board.readRegister(status) == 0b101)
    #expect(board.readRegister(status) == 0b101)
  }

  @Test func `a device sets its bits when their time has come`() {
    let board = TestBoard.make()
    let status = board.addRegister("STATUS", .readToClear)
    board.setBits(1, in: status, at: .milliseconds(1))
    #expect(board.readRegister(status) == 0)
    board.run(to: .milliseconds(1))
    #expect(board.readRegister(status) == 1)
  }

  @Test func `every access is recorded`() {
    let board = TestBoard.make()
    let status = board.addRegister("STATUS", .readToClear, initial: 3)
    _ = board.readRegister(status)
    board.writeRegister(status, 4)
    _ = board.contents(of: status)
    #expect(
      board.takeAccesses().map(\.call) == [.readRegister(status, 3), .writeRegister(status, 4)])
  }
}
