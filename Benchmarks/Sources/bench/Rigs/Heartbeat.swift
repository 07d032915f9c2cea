import BoardHAL
import Firmware

/// A device with nothing but a timer, which runs out once a second.
struct Heartbeat: Device {
  static var timerCount: Int { 1 }

  var beats = 0

  mutating func started(_ context: borrowing DispatchContext<Heartbeat>) {
    context.arm(0, after: .seconds(1), every: .seconds(1))
  }

  mutating func expired(
    _ timer: Int, periods: Int, _ context: borrowing DispatchContext<Heartbeat>
  ) {
    beats += periods
  }
}
