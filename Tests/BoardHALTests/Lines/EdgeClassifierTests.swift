import BoardHAL
import Testing

@Suite struct EdgeClassifierTests {
  private var classifier = EdgeClassifier(.both)

  private mutating func report(
    _ edge: Edge, number: UInt32?, merged: UInt32 = 0
  ) -> EdgeRecord {
    classifier.record(
      edge, value: edge == .rising ? .active : .inactive, at: .start, sequence: number,
      merged: merged)
  }

  @Test mutating func `edges that follow each other have no loss`() {
    #expect(report(.rising, number: 1).loss == [])
    #expect(report(.falling, number: 2).loss == [])
    #expect(classifier.tally.delivered == 2)
  }

  @Test("H03 a gap in the line's numbers is an overflow, counted exactly")
  mutating func overflow() {
    _ = report(.rising, number: 1)
    let record = report(.falling, number: 6)
    #expect(record.lost == 4)
    #expect(record.loss == .overflow)
    #expect(classifier.tally.overflowed == 4)
  }

  @Test("H03 the arithmetic of gaps wraps at 2³²")
  mutating func wrap() {
    classifier = EdgeClassifier(.both, firstSequence: .max)
    #expect(report(.rising, number: .max).lost == 0)
    #expect(report(.falling, number: 0).lost == 0)
    #expect(report(.rising, number: 3).lost == 2)
  }

  @Test("H04 edges merged below are told apart from those that a buffer gave up")
  mutating func merged() {
    _ = report(.rising, number: 1)
    let record = report(.falling, number: 2, merged: 3)
    #expect(record.lost == 0)
    #expect(record.merged == 3)
    #expect(record.loss == .merged)
    #expect(report(.falling, number: 5, merged: 1).loss == [.overflow, .merged])
    #expect(classifier.tally.merged == 4)
  }

  @Test("H05 the same direction twice without a gap means that an edge is missing")
  mutating func sameDirection() {
    _ = report(.rising, number: 1)
    #expect(report(.rising, number: 2).loss == .sameDirection)
    // A gap explains it.
    #expect(report(.rising, number: 5).loss == .overflow)
    #expect(classifier.tally.sameDirection == 1)
  }

  @Test mutating func `on a line of one direction nothing can be made of it`() {
    classifier = EdgeClassifier(.rising)
    _ = report(.rising, number: 1)
    #expect(report(.rising, number: 2).loss == [])
    #expect(classifier.resync(to: .inactive, at: .start) == nil)
  }

  @Test mutating func `a level that differs is a record of its own, once`() throws {
    _ = report(.rising, number: 1)
    #expect(classifier.resync(to: .active, at: .start) == nil)
    let resynced = classifier.resync(to: .inactive, at: .start)
    let record = try #require(resynced)
    #expect(record.edge == .falling)
    #expect(record.value == .inactive)
    #expect(record.loss == .resync)
    // Nobody numbered it: the next edge follows the one before.
    #expect(record.sequence == 1)
    #expect(!classifier.disagrees(with: .inactive))
    #expect(report(.rising, number: 2).loss == [])
    #expect(classifier.tally.resynced == 1)
  }

  @Test mutating func `without numbers records are numbered as they come`() {
    #expect(report(.rising, number: nil).sequence == 1)
    #expect(report(.rising, number: nil).sequence == 2)
    #expect(classifier.tally.sameDirection == 1)
  }
}
