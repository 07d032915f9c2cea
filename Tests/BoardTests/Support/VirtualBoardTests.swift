import Glibc
import Testing

@Suite struct `The virtual board` {
  @Test("H20 tests of real drivers run where these are, and are marked skipped elsewhere")
  func marks() async throws {
    #expect(try await ConditionTrait.onVirtualBoard.evaluate() == VirtualBoard.isHere)
    if VirtualBoard.isHere {
      #expect(access("/sys/kernel/config/gpio-sim", F_OK) == 0)
    }
  }
}
