// test: L35 L20 a work item may wait
// expect: compiles

import BoardHAL
import Firmware

struct Chip: PassiveDriven {
  typealias Source = BareSource
  typealias Snapshot = Int

  static func service(
    _ interrupt: borrowing PassiveInterrupt<BareSource>, _ line: inout NoLineState
  ) async -> PassiveService<Int, WorkFollowup> { .work(1) }

  static func work(_ batch: borrowing Batch<Int>, _ context: borrowing WorkContext<Chip>) async {
    sleep(for: .milliseconds(1), context)
    try? await context.sleep(for: .milliseconds(1))
  }
}
