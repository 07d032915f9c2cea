// test: L08 L34 the deferred half of a passive device, without its interrupt lock
// expect: compiles

import BoardHAL
import Firmware

struct Chip: PassiveDriven {
  typealias Source = BareSource
  typealias Snapshot = Int

  static func service(
    _ interrupt: borrowing PassiveInterrupt<BareSource>, _ line: inout NoLineState
  ) async -> PassiveService<Int, DeferredFollowup> { .deferred(1) }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Chip>
  ) {
    _ = context.value()
  }
}
