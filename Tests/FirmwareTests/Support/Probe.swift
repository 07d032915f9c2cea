import BoardHAL
import Firmware

/// A device that does what a test tells it and writes down what it does.
struct Probe: InterruptDriven {
  /// What the routines do besides writing themselves down.
  struct Behaviour {
    /// Called inside the service routine.
    var inService: ((borrowing InterruptContext<BareSource>) -> Void)?
    /// Called inside the deferred call.
    var inDeferred: ((borrowing DispatchContext<Probe>) -> Void)?
    /// What the service routine answers; a running number for the deferred call unless given.
    var answer: ((Int) -> Service<Int>)?
  }

  struct LineState {
    let name: String
    let log: Log
    let behaviour: Behaviour
    var count = 0
  }

  typealias Source = BareSource

  let name: String
  let log: Log
  let behaviour: Behaviour
  var delivered: [Int] = []

  init(_ name: String, _ log: Log, _ behaviour: Behaviour) {
    self.name = name
    self.log = log
    self.behaviour = behaviour
  }

  static func service(
    _ interrupt: borrowing InterruptContext<BareSource>, _ line: inout LineState
  ) -> Service<Int> {
    line.count += 1
    line.log.note("isr \(line.name)")
    line.behaviour.inService?(interrupt)
    line.log.note("end \(line.name)")
    return line.behaviour.answer?(line.count) ?? .deferred(line.count)
  }

  mutating func deferred(
    _ batch: borrowing Batch<Int>, _ context: borrowing DispatchContext<Probe>
  ) {
    var values: [Int] = []
    batch.forEach { item in
      switch item {
      case .value(let number): values.append(number)
      case .lost(let count): values.append(-count)
      }
    }
    delivered += values
    log.note("dpc \(name) \(values)")
    behaviour.inDeferred?(context)
    log.note("dpc end \(name)")
  }
}
