import BoardHAL
import Testing

@Suite struct `An instant of the board's clock` {
  @Test func `is later by what is added`() {
    #expect(BoardInstant.start + .milliseconds(3) == BoardInstant(nanoseconds: 3_000_000))
    #expect(BoardInstant(nanoseconds: 5) + .nanoseconds(-2) == BoardInstant(nanoseconds: 3))
  }

  @Test func `stays at the far end of the clock`() {
    let end = BoardInstant(nanoseconds: .max)
    #expect(end + .nanoseconds(1) == end)
    #expect(BoardInstant(nanoseconds: .max - 1) + Nanoseconds(.max) == end)
    #expect(end + .zero == end)
  }

  @Test func `lies from another by a span of either sign`() {
    let (early, late) = (BoardInstant(nanoseconds: 2), BoardInstant(nanoseconds: .max))
    #expect(late - early == Nanoseconds(.max - 2))
    #expect(early - late == Nanoseconds(2 - .max))
    #expect(early < late)
  }
}
