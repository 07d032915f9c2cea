import BoardHAL
import BoardHALMock
import Firmware
import Testing

@Suite struct `A debouncer` {
  /// One character is a millisecond; the period is three.
  @Test(arguments: [
    // A bouncing press, a bouncing release, and a spike.
    (
      "__-_-_-------_-______-____", nil as Debounce.Policy?,
      "__-_-_-------_-______-____"
    ),
    (
      "__-_-_-------_-______-____", .settle,
      "_________---------________"
    ),
    (
      "__-_-_-------_-______-____", .lockout,
      "__---___-----________---__"
    ),
    (
      "__-_-_-------_-______-____", .integrate,
      "_________---------________"
    ),
    // A contact that is never quiet, but mostly closed.
    ("__--_--_--_--______", .settle, "___________________"),
    ("__--_--_--_--______", .lockout, "__---___---________"),
    ("__--_--_--_--______", .integrate, "_______---------___"),
    // One spike.
    ("____-_______", .settle, "____________"),
    ("____-_______", .lockout, "____---_____"),
    ("____-_______", .integrate, "____________"),
    // One drop-out.
    ("-----_------", .settle, "___---------"),
    ("-----_------", .lockout, "-----___----"),
    ("-----_------", .integrate, "___---------"),
    // Exactly the period, and a millisecond less.
    ("__---______", .settle, "_____---___"),
    ("__--_______", .settle, "___________"),
    ("__---______", .integrate, "_____---___"),
    ("__--_______", .integrate, "___________"),
  ])
  func `makes of a contact what its policy says`(
    contact: String, policy: Debounce.Policy?, expected: String
  ) {
    #expect(debounced(contact, policy, period: 3) == expected)
  }

  @Test func `believes a contact that was closed from the beginning`() {
    var debouncer = Debouncer(Debounce(.integrate, period: .milliseconds(3)), value: .active)
    #expect(debouncer.value == .active)
    #expect(debouncer.observe(.inactive, at: .start + .milliseconds(10)) == nil)
    #expect(debouncer.deadline == .start + .milliseconds(13))
    #expect(debouncer.settle(at: .start + .milliseconds(13)) == .inactive)
  }

  @Test func `asked before its deadline decides nothing`() {
    var debouncer = Debouncer(Debounce(.settle, period: .milliseconds(3)), value: .inactive)
    #expect(debouncer.settle(at: .start + .seconds(1)) == nil)
    _ = debouncer.observe(.active, at: .start)
    #expect(debouncer.settle(at: .start + .milliseconds(2)) == nil)
    #expect(debouncer.value == .inactive)
    #expect(debouncer.settle(at: .start + .milliseconds(3)) == .active)
    #expect(debouncer.deadline == nil)
  }

  @Test(
    "keeps its promises on any contact; BOARD_SEED repeats one seed", arguments: Seeds.first(200))
  func properties(seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    for policy in Debounce.Policy.allCases {
      let period = 1 + Int(dice.next(below: 6))
      var contact = ""
      while contact.count < 60 {
        let run = 1 + Int(dice.next(below: UInt64(2 * period)))
        contact += String(repeating: dice.next(below: 2) == 0 ? "_" : "-", count: run)
      }
      // Quiet for two periods: lockout may be deaf for one and then look.
      contact += String(repeating: contact.last ?? "_", count: 2 * period)
      let output = debounced(contact, policy, period: period)
      let drawing = "BOARD_SEED=\(seed), \(policy) \(period)\n\(contact)\n\(output)"
      #expect(output.last == contact.last, "\(drawing)")
      check(Array(contact), Array(output), policy, period, "\(drawing)")
    }
  }

  private func check(
    _ contact: [Character], _ output: [Character], _ policy: Debounce.Policy, _ period: Int,
    _ drawing: Comment
  ) {
    let changes = (1..<output.count).filter { output[$0] != output[$0 - 1] }
    for (earlier, later) in zip(changes, changes.dropFirst()) where later - earlier < period {
      Issue.record("changes at \(earlier) and \(later)\n\(drawing)")
    }
    switch policy {
    case .settle:
      for change in changes where Set(contact[max(0, change - period)..<change]).count > 1 {
        Issue.record("not quiet before \(change)\n\(drawing)")
      }
    case .lockout:
      // Unless it is deaf it says what the contact is.
      for time in contact.indices where output[time] != contact[time] {
        let last = changes.last { $0 <= time } ?? (output[0] == "-" ? 0 : -period)
        if time - last >= period { Issue.record("slept at \(time)\n\(drawing)") }
      }
    case .integrate:
      // It takes the contact being mostly so for at least a period.
      for change in changes {
        let agreeing = contact[..<change].suffix(2 * period).count { $0 == output[change] }
        if agreeing < min(period, change) { Issue.record("hasty at \(change)\n\(drawing)") }
      }
    }
  }

  /// Draws what a debouncer makes of a contact that is drawn; one character is a millisecond.
  private func debounced(_ contact: String, _ policy: Debounce.Policy?, period: Int) -> String {
    let debounce = policy.map { Debounce($0, period: .milliseconds(Int64(period))) }
    var debouncer = Debouncer(debounce, value: .inactive)
    var seen = LineValue.inactive
    var output = ""
    for (milliseconds, drawn) in contact.enumerated() {
      let time = BoardInstant.start + .milliseconds(Int64(milliseconds))
      if let deadline = debouncer.deadline, deadline <= time { _ = debouncer.settle(at: deadline) }
      let value: LineValue = drawn == "-" ? .active : .inactive
      if value != seen { _ = debouncer.observe(value, at: time) }
      seen = value
      output += debouncer.value == .active ? "-" : "_"
    }
    return output
  }
}
