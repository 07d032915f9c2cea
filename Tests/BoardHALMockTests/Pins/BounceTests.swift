import BoardHAL
import BoardHALMock
import Testing

@Suite struct BounceTests {
  @Test func `the same seed gives the same bounce`() {
    let first = Bounce(seed: 7, edges: 9, spread: .milliseconds(5))
    #expect(first == Bounce(seed: 7, edges: 9, spread: .milliseconds(5)))
    #expect(first != Bounce(seed: 8, edges: 9, spread: .milliseconds(5)))
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `edges are in order, odd in number and within the spread`(seed: UInt64) {
    let bounce = Bounce(seed: seed, edges: 6, spread: .microseconds(10))
    #expect(bounce.offsets.count == 7)
    #expect(bounce.offsets.first == .zero)
    #expect(zip(bounce.offsets, bounce.offsets.dropFirst()).allSatisfy { $0 < $1 })
    #expect(bounce.offsets.allSatisfy { $0 <= .microseconds(10) })
  }

  @Test func `one edge is a clean one`() {
    #expect(Bounce(seed: 1, edges: 1, spread: .zero) == .clean)
  }

  @Test func `a written bounce changes where the levels do`() {
    let press = Bounce(levels: [false, true, false, true], each: .milliseconds(1), closing: true)
    #expect(press.offsets == [.milliseconds(1), .milliseconds(2), .milliseconds(3)])
    let release = Bounce(levels: [false, true], each: .milliseconds(1), closing: false)
    #expect(release.offsets == [.zero, .milliseconds(1), .milliseconds(2)])
    #expect(Bounce(levels: [], each: .milliseconds(1), closing: true) == .clean)
  }

  @Test func `a bouncing press ends pressed and a bouncing release ends released`() throws {
    let board = TestBoard.make()
    try board.open(17, pull: .up, active: .low)
    let bounce = Bounce(seed: 3, edges: 5, spread: .milliseconds(2))
    try board.press(.gpio(17), bounce: bounce, at: .milliseconds(10))
    try board.release(.gpio(17), bounce: bounce, at: .milliseconds(90))
    board.run(to: .milliseconds(50))
    #expect(try board.value(of: .button) == .active)
    let pressed = board.takeEdges()
    #expect(pressed.map(\.edge) == [.rising, .falling, .rising, .falling, .rising])
    #expect(pressed.map(\.time) == bounce.offsets.map { BoardInstant.milliseconds(10) + $0 })
    board.run(to: .milliseconds(100))
    #expect(try board.value(of: .button) == .inactive)
    #expect(board.takeEdges().count == 5)
    #expect(board.wiringFaults.isEmpty)
  }
}
