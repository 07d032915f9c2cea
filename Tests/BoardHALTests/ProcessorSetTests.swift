import BoardHAL
import Testing

@Suite struct `A set of processors` {
  @Test func `names processors by number`() {
    #expect(ProcessorSet.first(0) == [])
    #expect(ProcessorSet.first(3) == [.processor(0), .processor(1), .processor(2)])
    #expect(ProcessorSet.first(ProcessorSet.capacity) == .all)
    #expect(ProcessorSet.all.contains(.processor(7)))
  }

  @Test(arguments: [-1, 8])
  func `has room for eight`(number: Int) async {
    await #expect(processExitsWith: .failure) { [number] in
      print(ProcessorSet.processor(number))
    }
  }
}
