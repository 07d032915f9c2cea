import Testing

@testable import BoardHALLinux

@Suite struct WantedEdgesTests {
  @Test("H11 a request holds 64 lines at most, so 65 make two")
  func batches() {
    #expect(Array(0..<65).batches(of: 64) == [0..<64, 64..<65].map { Array(0..<65)[$0] })
    #expect(Array(0..<64).batches(of: 64).count == 1)
    #expect(Array(0..<3).batches(of: 1).count == 3)
    #expect([Int]().batches(of: 64).isEmpty)
  }
}
