import BoardHAL
import Testing

@Suite struct `A selection of edges` {
  @Test(arguments: [
    (EdgeSelection.rising, Edge.rising, true), (.rising, .falling, false),
    (.falling, .falling, true), (.falling, .rising, false),
    (.both, .rising, true), (.both, .falling, true),
  ])
  func `contains what it names`(selection: EdgeSelection, edge: Edge, isContained: Bool) {
    #expect(selection.contains(edge) == isContained)
  }
}
