import BoardHAL
import BoardHALMock
import Firmware
import Testing

@testable import board_cli

/// Traces as lists of happenings, and the lines that are made of them.
struct ChainGathererTests {
  private let firmware: Firmware
  private let names: HappeningNames
  private let button = DeviceID(0)
  private let bell = DeviceID(1)
  private let line = LineID(0)
  private let other = LineID(1)

  /// Two buttons, on GPIO17 and GPIO18; the second is pulled down, so that high is a press.
  init() throws {
    let board = try BoardFile.mock()
    let pins = try [17, 18].map { try #require(board.pin(numbered: $0)) }
    let wiring = WiringDescription(
      name: "test", title: "test", board: board,
      devices: [
        DeviceDescription(
          name: "button",
          kind: .button(ButtonDescription(pin: pins[0], level: try #require(.device(4))))),
        DeviceDescription(
          name: "bell",
          kind: .button(
            ButtonDescription(
              pin: pins[1], pull: .down, active: .high, level: try #require(.device(5))))),
      ])
    firmware = try Firmware(wiring, on: MockBoard(board))
    names = HappeningNames(firmware, wiring)
  }

  private func lines(_ happenings: (Int64, TraceEvent.Kind)...) -> [String] {
    var gatherer = ChainGatherer(names)
    for (microseconds, kind) in happenings {
      gatherer.add(TraceEvent(time: at(microseconds), processor: 0, kind: kind))
    }
    return gatherer.takeAll().map { chain in
      ([chain.cause] + chain.steps.map(\.text)).joined(separator: " → ")
    }
  }

  private func at(_ microseconds: Int64) -> BoardInstant { .start + .microseconds(microseconds) }

  @Test func `an edge, its service and its deferred call are one line`() {
    #expect(
      lines(
        (0, .edge(line, .rising, .active, sequence: 1)),
        (0, .serviceBegan(line, device: button, level: .dispatch)),
        (4, .serviceEnded(line, device: button, .queued)),
        (4, .deferredBegan(device: button, call: 0)),
        (15, .event(device: button, code: 0, value: 0)),
        (15, .deferredEnded(device: button, call: 0, items: 1, lost: 0)))
        == ["GPIO17 (J8:11) ↓ → isr button 4 µs → deferred button 11 µs → button pressed"])
  }

  @Test func `a nested service has a line of its own, and the outer one takes longer`() {
    #expect(
      lines(
        (0, .edge(line, .rising, .active, sequence: 1)),
        (0, .serviceBegan(line, device: button, level: .dispatch)),
        (1, .edge(other, .rising, .active, sequence: 1)),
        (1, .serviceBegan(other, device: bell, level: .dispatch)),
        (5, .serviceEnded(other, device: bell, .queued)),
        (8, .serviceEnded(line, device: button, .queued)),
        (8, .deferredBegan(device: bell, call: 0)),
        (19, .deferredEnded(device: bell, call: 0, items: 1, lost: 0)),
        (19, .deferredBegan(device: button, call: 0)),
        (30, .deferredEnded(device: button, call: 0, items: 1, lost: 0)))
        == [
          "GPIO17 (J8:11) ↓ → isr button 8 µs → deferred button 11 µs",
          "GPIO18 (J8:12) ↑ → isr bell 4 µs → deferred bell 11 µs",
        ])
  }

  @Test func `a request that merges ends its line`() {
    #expect(
      lines(
        (0, .edge(line, .rising, .active, sequence: 1)),
        (1, .edge(line, .falling, .inactive, sequence: 2)),
        (1, .serviceBegan(line, device: button, level: .dispatch)),
        (5, .serviceEnded(line, device: button, .queued)),
        (5, .serviceBegan(line, device: button, level: .dispatch)),
        (9, .serviceEnded(line, device: button, .merged)),
        (9, .deferredBegan(device: button, call: 0)),
        (20, .deferredEnded(device: button, call: 0, items: 2, lost: 0)))
        == [
          "GPIO17 (J8:11) ↓ → isr button 4 µs → deferred button 11 µs",
          "GPIO17 (J8:11) ↑ → isr button 4 µs → merged",
        ])
  }

  @Test func `losses are said where they happened`() {
    #expect(
      lines(
        (0, .lostBefore(line, count: 3)),
        (0, .edge(line, .rising, .active, sequence: 4)),
        (0, .serviceBegan(line, device: button, level: .dispatch)),
        (4, .serviceEnded(line, device: button, .snapshotLost)),
        (9, .deferredBegan(device: button, call: 0)),
        (20, .deferredEnded(device: button, call: 0, items: 1, lost: 2)))
        == [
          "GPIO17 (J8:11) ↓ (3 lost before) → isr button 4 µs → snapshot lost: the ring is full",
          "button → deferred button 11 µs → 2 lost",
        ])
  }

  @Test func `an interrupt that nobody claims says so`() {
    #expect(
      lines(
        (0, .edge(line, .rising, .active, sequence: 1)),
        (0, .serviceBegan(line, device: button, level: .dispatch)),
        (4, .serviceEnded(line, device: button, .notMine)),
        (4, .serviceBegan(line, device: bell, level: .dispatch)),
        (8, .serviceEnded(line, device: bell, .notMine)),
        (8, .unclaimed(line)))
        == [
          "GPIO17 (J8:11) ↓ → isr button 4 µs → not its own → isr bell 4 µs → not its own "
            + "→ claimed by nobody"
        ])
  }

  @Test func `an overrun is named, and an event that was dropped is, too`() {
    #expect(
      lines(
        (0, .timerExpired(device: button, timer: 0, periods: 2)),
        (0, .deferredBegan(device: button, call: 0)),
        (200, .event(device: button, code: 0, value: 0)),
        (200, .eventLost(device: button, code: 0)),
        (200, .fault(device: button, .deferredOverrun)),
        (200, .deferredEnded(device: button, call: 0, items: 0, lost: 0)))
        == [
          "timer of button ×2 → deferred button 200 µs → button pressed "
            + "→ not delivered: the event queue is full "
            + "→ deferred button took longer than its budget"
        ])
  }
}
