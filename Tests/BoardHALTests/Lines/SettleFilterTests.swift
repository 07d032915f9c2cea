import BoardHAL
import Testing

@Suite struct SettleFilterTests {
  private var filter = SettleFilter(.milliseconds(5), value: .inactive)

  @Test mutating func `every change starts the period anew`() {
    #expect(filter.due == nil)
    filter.change(at: .start)
    filter.change(at: .start + .milliseconds(3))
    #expect(filter.due == .start + .milliseconds(8))
  }

  @Test mutating func `a spike is nothing, and a level that stays is an edge`() {
    filter.change(at: .start)
    #expect(filter.settle(to: .inactive) == nil)
    #expect(filter.due == nil)
    filter.change(at: .start)
    #expect(filter.settle(to: .active) == .rising)
    filter.change(at: .start)
    #expect(filter.settle(to: .active) == nil)
    filter.change(at: .start)
    #expect(filter.settle(to: .inactive) == .falling)
  }
}
