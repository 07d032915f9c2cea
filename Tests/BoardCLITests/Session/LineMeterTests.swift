import BoardHAL
import Testing

@testable import board_cli

struct LineMeterTests {
  private func at(_ milliseconds: Int64) -> BoardInstant { .start + .milliseconds(milliseconds) }

  @Test func `the worst wait is from a record to its own service`() {
    var meter = LineMeter()
    meter.arrive(at: at(0))
    meter.arrive(at: at(4))
    meter.serve(at: at(5))
    meter.serve(at: at(6))
    #expect(meter.worstWait == .milliseconds(5))
  }

  @Test func `the rate counts the last second`() {
    var meter = LineMeter()
    for time in stride(from: 0, to: 2000, by: 50) { meter.arrive(at: at(Int64(time))) }
    #expect(meter.rate(at: at(1999)) == 20)
    #expect(meter.rate(at: at(2499)) == 10)
    #expect(meter.rate(at: at(9000)) == 0)
  }

  @Test func `what was forgotten is not waited for`() {
    var meter = LineMeter()
    meter.arrive(at: at(0))
    meter.forget()
    meter.arrive(at: at(10))
    meter.serve(at: at(11))
    #expect(meter.worstWait == .milliseconds(1))
  }
}
