import BoardHAL
import FirmwareTestBench
import Testing

@Suite struct `A doorbell on the bench` {
  @Test func `a bouncing press is one press`() throws {
    let bench = try TestBench(Repository.path("wiring/doorbell.yaml"))
    try bench.drive("button", "-___-_-______-", each: .milliseconds(1))
    print(bench.run(for: .seconds(1)))
  }
}
