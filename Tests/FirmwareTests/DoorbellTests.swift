import BoardHAL
import Firmware
import FirmwareTestBench
import Testing

@Suite struct `A doorbell on the bench` {
  @Test func `a bouncing press is one press`() throws {
    let bench = try TestBench(Repository.path("wiring/doorbell.yaml"))
    try bench.drive("button", "-_-______________________-", each: .milliseconds(1))
    #expect(
      bench.run(for: .seconds(1)) == [
        .edge("button", .rising), .service("button", .queued), .deferred("button", items: 1),
        // The contact bounces once; the 10 ms of quiet begin anew with each edge.
        .edge("button", .falling), .service("button", .queued), .deferred("button", items: 1),
        .edge("button", .rising), .service("button", .queued), .deferred("button", items: 1),
        .timer("button", 0), .device("button", "pressed"), .deferred("button", items: 0),
        // The reaction of the wiring: the button drives the lamp.
        .action("led", "on"), .drove("led", .active), .deferred("led", items: 0),
        .edge("button", .falling), .service("button", .queued), .deferred("button", items: 1),
        .timer("button", 0), .device("button", "released"), .deferred("button", items: 0),
        .action("led", "off"), .drove("led", .inactive), .deferred("led", items: 0),
      ])
  }
}
