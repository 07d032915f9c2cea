import BoardHAL
import Testing

@Suite struct `A set of processors` {
  @Test func `names processors by number`() {
    #expect(ProcessorSet.first(0) == [])
    #expect(ProcessorSet.first(3) == [.processor(0), .processor(1), .processor(2)])
    #expect(ProcessorSet.first(ProcessorSet.capacity) == .all)
    #expect(ProcessorSet.all.contains(.processor(7)))
  }

  @Test func `has room for eight`() async {
    await #expect(processExitsWith: .failure) { print(ProcessorSet.processor(-1)) }
    await #expect(processExitsWith: .failure) { print(ProcessorSet.processor(8)) }
  }
}
