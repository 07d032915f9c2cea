import BoardHAL
import Testing

@testable import board_cli

struct SummaryTableTests {
  private let summary = Summary(
    rows: [
      Summary.Row(
        label: "GPIO17 (J8:11)", devices: ["button", "bell"],
        line: Summary.Counts(
          level: 4, interrupts: 12_345, merged: 2, lost: 1, ignored: 0, unclaimed: 3),
        worstService: Summary.Worst(owner: "bell", length: .microseconds(26)),
        worstDeferred: Summary.Worst(owner: "button", length: .nanoseconds(11_500))),
      Summary.Row(label: "–", devices: ["clock"]),
    ],
    dropped: [], wiringFaults: [])

  @Test func `numbers stand right, and the worst is named`() {
    let table = """
      line            device        level  interrupts  merged  lost  unclaimed  worst isr   \
      worst deferred
      GPIO17 (J8:11)  button, bell      4       12345       2     1          3  26 µs bell  \
      11.5 µs button
      –               clock             –           –       –     –          –  –           –
      """
    #expect(SummaryTable(summary).lines.joined(separator: "\n") == table)
  }

  @Test func `what is out of order is said below`() {
    var summary = summary
    summary.rows[0].line?.ignored = 7
    summary.dropped = [Summary.Drop(what: "device events", count: 5)]
    summary.wiringFaults = ["GPIO18 (J8:12): nothing holds this input: give it a pull"]
    #expect(
      SummaryTable(summary).lines.suffix(3) == [
        "ignored on GPIO17 (J8:11) while it was disabled: 7",
        "dropped device events, because their queue was full: 5",
        "wiring: GPIO18 (J8:12): nothing holds this input: give it a pull",
      ])
  }
}
