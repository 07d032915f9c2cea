import BoardHAL
import Firmware

/// One run's world, with what is asked of it often.
struct Run<W: World> {
  let world: W
  let firmware: Firmware
  let processors: Int
  let hasVirtualTime: Bool
  let hasLevels: Bool
  /// The world plays itself; what another processor does in the middle of a routine is done before
  /// that goes on, because the script steps the processors on its own stack.
  let isScripted: Bool

  init(_ world: W) {
    self.world = world
    firmware = world.firmware
    processors = firmware.processorCount
    hasVirtualTime = firmware.board.capabilities.hasVirtualTime
    hasLevels = firmware.hasLevelTriggeredLines
    isScripted = world.script != nil
  }
}
