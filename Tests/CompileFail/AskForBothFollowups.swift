// test: S4-14 L64 a passive routine that is followed by a work item asks for a deferred call
// expect: error: requires the types 'WorkFollowup' and 'DeferredFollowup' be equivalent

import BoardHAL
import Firmware

struct Chip: PassiveDriven {
  typealias Source = BareSource
  typealias Snapshot = Int

  static func service(
    _ interrupt: borrowing PassiveInterrupt<BareSource>, _ line: inout NoLineState
  ) async -> PassiveService<Int, WorkFollowup> { .deferred(1) }

  static func work(_ batch: borrowing Batch<Int>, _ context: borrowing WorkContext<Chip>) async {}
}
