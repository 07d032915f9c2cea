import Testing

@testable import BoardFiles

struct QuantityTests {
  @Test(arguments: [
    ("30ms", 30_000_000), ("5s", 5_000_000_000), ("200us", 200_000), ("100ns", 100),
    ("1.5ms", 1_500_000), ("0s", 0), ("1 s", 1_000_000_000), ("0.000000001s", 1),
  ])
  func `a length of time is a count of nanoseconds`(text: String, count: Int) {
    #expect(Quantity.time.count(text) == count)
  }

  @Test(arguments: [
    "", "30", "ms", "30 minutes", "-1s", "+1s", "1e3s", "0.1ns", "1..5s", "1.s", ".5s", "1,5s",
    "99999999999999999999s", "9223372036854775807s", "1.00000000000000000000s", "３s", "30msx",
  ])
  func `anything else is not`(text: String) {
    #expect(Quantity.time.count(text) == nil)
  }

  @Test func `volts, amperes and ohms have their units`() {
    #expect(Quantity.voltage.count("3.3V") == 3300)
    #expect(Quantity.current.count("16mA") == 16)
    #expect(Quantity.resistance.count("1.8kohm") == 1800)
  }

  @Test(arguments: [(0, "0ns"), (1, "1ns"), (1_500_000, "1500us"), (86_400_000_000_000, "86400s")])
  func `a count is written in the largest unit that fits`(count: Int, text: String) {
    #expect(Quantity.time.text(count) == text)
  }
}
