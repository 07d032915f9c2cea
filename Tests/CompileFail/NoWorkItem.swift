// test: S4-14 a passive device that says a work item follows has to have one
// expect: error: does not conform to protocol 'WorkDriven'

import BoardHAL
import Firmware

struct Chip: PassiveDriven {
  typealias Source = BareSource
  typealias Snapshot = Int

  static func service(
    _ interrupt: borrowing PassiveInterrupt<BareSource>, _ line: inout NoLineState
  ) async -> PassiveService<Int, WorkFollowup> { .work(1) }
}
