import BoardHAL
import Testing

@Suite struct `A row of fixed size` {
  @Test func `is made element by element, and changed in place`() {
    let row = FixedArray(count: 3) { $0 * 10 }
    row[1] += 1
    #expect((0..<row.count).map { row[$0] } == [0, 11, 20])
  }

  @Test func `may be empty`() {
    let row = FixedArray<Int>(repeating: 0, count: 0)
    #expect(row.count == 0)
  }

  @Test func `traps outside`() async {
    await #expect(processExitsWith: .failure) { print(FixedArray(repeating: 0, count: 2)[-1]) }
    await #expect(processExitsWith: .failure) { print(FixedArray(repeating: 0, count: 2)[2]) }
  }

  @Test func `lets go of its elements`() {
    var witness: Witness? = Witness()
    weak let kept = witness
    hold(witness)
    witness = nil
    #expect(kept == nil)
  }

  private func hold(_ witness: Witness?) {
    let row = FixedArray(repeating: witness, count: 2)
    #expect(row[1] === witness)
  }
}

private final class Witness {}
