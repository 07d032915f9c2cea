import BoardHAL
import Firmware

/// A mock board is its own stage: one thread does everything, when it is asked to run.
extension SteeredBoard: Stage {
  var backend: any Backend { self }

  var guarantee: String? { nil }

  /// Nothing: its waits have seen it.
  func notice() {}

  func makeFirmware() -> Firmware { Firmware(on: self, timing: .nominal) }

  func surroundings(of wiring: WiringDescription, _ firmware: Firmware) -> any Surroundings {
    MockSurroundings(base, firmware, wiring)
  }

  /// Nothing: its time passes in `run`.
  func start(_ firmware: Firmware) {}

  @discardableResult
  func run(
    _ firmware: Firmware, until deadline: BoardInstant?, or isSatisfied: () -> Bool
  ) -> Firmware.Pause {
    firmware.run(until: deadline, or: isSatisfied)
  }

  func rest(_ firmware: Firmware) { rest() }

  /// Nothing, as with `start`.
  func stop(_ firmware: Firmware) {}
}
