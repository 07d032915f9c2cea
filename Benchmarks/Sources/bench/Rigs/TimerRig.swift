import BoardHAL
import Firmware

/// A device with nothing but a timer, on a board whose clock the rig moves to each deadline.
final class TimerRig {
  private static let period = Nanoseconds.milliseconds(1)

  private let board = NullBoard()
  private let firmware: Firmware
  private let device: StartedDevice<Beat>
  private var turns = 0

  init() throws(FirmwareError) {
    firmware = Firmware(on: board)
    let added = try firmware.add(Beat(period: Self.period), named: "beat")
    try added.registerDeferredCall()
    device = try added.start()
    firmware.settle()
  }

  /// Lets the timer run out so many times; each is dispatched before the next comes.
  @inline(never)
  func runOut(_ count: Int) {
    for _ in 0..<count {
      board.now = board.now + Self.period
      firmware.settle()
    }
    turns += count
  }

  /// Checks that each time it ran out has reached the device.
  func check() {
    precondition(device.inspect { $0.beats } == turns, "a timer was lost")
  }

  /// Counts how often its timer runs out.
  private struct Beat: Device {
    static var timerCount: Int { 1 }

    let period: Nanoseconds
    var beats = 0

    init(period: Nanoseconds) {
      self.period = period
    }

    mutating func started(_ context: borrowing DispatchContext<Beat>) {
      context.arm(0, after: period, every: period)
    }

    mutating func expired(
      _ timer: Int, periods: Int, _ context: borrowing DispatchContext<Beat>
    ) {
      beats += periods
    }
  }
}
