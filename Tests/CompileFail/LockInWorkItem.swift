// test: L35 a work item, serialised with its device's callbacks, has no way to the interrupt lock
// expect: error: has no member 'withLine'

import BoardHAL
import Firmware

struct Chip: PassiveDriven {
  typealias Source = BareSource
  typealias Snapshot = Int

  static func service(
    _ interrupt: borrowing PassiveInterrupt<BareSource>, _ line: inout NoLineState
  ) async -> PassiveService<Int, WorkFollowup> { .work(1) }

  static func work(_ batch: borrowing Batch<Int>, _ context: borrowing WorkContext<Chip>) async {
    context.withLine { (line: inout NoLineState) in }
  }
}
