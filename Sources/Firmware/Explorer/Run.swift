import BoardHAL
import Firmware

/// One run's world, with what is asked of it often.
struct Run<W: World> {
  let world: W
  let firmware: Firmware
  let processors: Int
  let hasVirtualTime: Bool
  let hasLevels: Bool

  init(_ world: W) {
    self.world = world
    firmware = world.firmware
    processors = firmware.processorCount
    hasVirtualTime = firmware.board.capabilities.hasVirtualTime
    hasLevels = firmware.hasLevelTriggeredLines
  }
}

/// One thing that can be done next.
enum Option {
  /// Back to the routine that was reached.
  case goOn
  /// A processor does the most urgent thing it has.
  case step(Int)
  /// The next thing of a stream happens.
  case arrive(Int)
  /// Time passes until the next timer runs out.
  case wait
}
