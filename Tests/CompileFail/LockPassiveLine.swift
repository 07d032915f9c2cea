// test: L08 L34 the deferred half of a passive device has no way to its interrupt lock
// expect: error: requires that 'Chip' conform to 'InterruptDriven'
// expect: error: cannot convert value of type

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
    let _: LineAccess<Int> = context.withLine { (line: inout NoLineState) -> Int in 0 }
  }
}
