import BoardHAL
import Glibc
import SerialRigs
import Testing

@testable import BoardHALLinux

@Suite struct PortDirectoryTests {
  @Test func `ports are in the order of their numbers`() {
    let names = ["ttyUSB0", "ttyS10", "ttyS2", "ttyACM1", "ttyS0", "ttyACM0"]
    #expect(
      names.sorted(by: PortDirectory.precedes)
        == ["ttyACM0", "ttyACM1", "ttyS0", "ttyS2", "ttyS10", "ttyUSB0"])
  }

  @Test func `pseudo-terminals and consoles are no ports`() throws {
    let far = try PseudoTerminal()
    let paths = PortDirectory.ports().map(\.path)
    #expect(!paths.contains(far.path))
    #expect(!paths.contains { $0.hasPrefix("/dev/tty") && $0.dropFirst(8).first?.isNumber == true })
    #expect(Set(paths).count == paths.count)
  }

  @Test func `who has a device open is found without opening it`() throws {
    let far = try PseudoTerminal()
    #expect(PortHolders().holder(of: far.path) == nil)
    let board = try PseudoTerminal.board(at: far.path)
    try board.openPort()
    #expect(PortHolders().holder(of: far.path) == "this program")
    board.close(.receive)
    #expect(PortHolders().holder(of: far.path) == nil)
  }
}
