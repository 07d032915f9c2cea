import Testing

@testable import BoardHALLinux

@Suite struct EventClockTests {
  @Test(
    "H09 stamps of a clock that people set are refused",
    arguments: [
      ("4.19.0-27-amd64", false), ("5.4.0", false), ("5.6.19", false), ("5.7.1", true),
      ("6.1.0-37-amd64", true), ("10.0", true), ("unheard of", true),
    ])
  func clock(_ release: String, _ isMonotonic: Bool) {
    #expect(EventClock.isMonotonic(api: 1, release: release) == isMonotonic)
    // API 2 is told which clock to use.
    #expect(EventClock.isMonotonic(api: 2, release: release))
  }
}
