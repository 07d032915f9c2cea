import BoardFiles
import BoardHAL
import Testing

/// The files of `boards/` and `wiring/`, as they are.
struct ShippedFilesTests {
  static let boards = BoardLoader.names(beside: "\(repository)/wiring/doorbell.yaml")

  private func board(_ name: String) throws -> BoardDescription {
    try BoardLoader.load(path: "\(repository)/boards/\(name).yaml")
  }

  @Test func `there are three boards`() {
    #expect(Self.boards == ["mock", "raspberry-pi-4", "raspberry-pi-5"])
  }

  @Test(arguments: boards)
  func `a board is called what its file is called`(name: String) throws {
    #expect(try board(name).name == name)
  }

  @Test(arguments: boards)
  func `a board has the forty-pin header of a Raspberry Pi`(name: String) throws {
    let numbers = [
      3: 2, 5: 3, 7: 4, 8: 14, 10: 15, 11: 17, 12: 18, 13: 27, 15: 22, 16: 23, 18: 24, 19: 10,
      21: 9, 22: 25, 23: 11, 24: 8, 26: 7, 27: 0, 28: 1, 29: 5, 31: 6, 32: 12, 33: 13, 35: 19,
      36: 16, 37: 26, 38: 20, 40: 21,
    ]
    let header = try board(name).header
    #expect(header.pins.map(\.position) == Array(1...40))
    for pin in header.pins {
      switch pin.kind {
      case .gpio(let gpio): #expect(numbers[pin.position] == gpio.number)
      case .supply3V3: #expect([1, 17].contains(pin.position))
      case .supply5V: #expect([2, 4].contains(pin.position))
      case .ground: #expect([6, 9, 14, 20, 25, 30, 34, 39].contains(pin.position))
      }
    }
  }

  @Test(arguments: boards)
  func `the I2C pins have resistors and the ID pins are reserved`(name: String) throws {
    let pins = try board(name).pins
    let pulled = pins.filter { $0.fixedPull == FixedPull(direction: .up, ohms: 1800) }
    #expect(Set(pulled.map(\.number)) == [2, 3])
    #expect(Set(pins.filter { $0.reservedFor != nil }.map(\.number)) == [0, 1])
  }

  @Test(arguments: boards)
  func `the port on the header has one name on every board`(name: String) throws {
    let port = try #require(try board(name).serialPort(named: "header"))
    #expect(port.transmit?.description == "GPIO14 (J8:8)")
    #expect(port.receive?.description == "GPIO15 (J8:10)")
  }

  @Test func `the mock has no device files`() throws {
    #expect(try board("mock").serialPorts.allSatisfy { $0.path == nil })
  }

  @Test(arguments: ["doorbell", "echo"], boards)
  func `a wiring fits every board, and so does its scenario`(name: String, board: String) throws {
    let wiring = try WiringLoader.load(path: "\(repository)/wiring/\(name).yaml", board: board)
    #expect(wiring.name == name)
    let scenario = try ScenarioLoader.load(
      path: "\(repository)/wiring/\(name).scenario.yaml", wiring: wiring)
    #expect(!scenario.steps.isEmpty)
  }

  @Test func `the button of the doorbell drives its lamp`() throws {
    #expect(
      try doorbell().reactions == [
        ReactionDescription(on: "button", .pressed, do: "led", .on),
        ReactionDescription(on: "button", .released, do: "led", .off),
      ])
  }
}
