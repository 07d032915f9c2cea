import BoardHAL
import Firmware

/// What routines on several threads did, in the order in which they did it.
final class Log: @unchecked Sendable {
  private let lock = LineLock()
  private var words: [String] = []

  func note(_ word: String) {
    lock.acquire(for: LineLock.anonymous)
    words.append(word)
    lock.release()
  }

  var all: [String] {
    lock.acquire(for: LineLock.anonymous)
    defer { lock.release() }
    return words
  }
}

/// A device on a serial port that writes down what it does.
struct Talker: InterruptDriven {
  struct LineState {
    let name: String
    let log: Log
    /// What the service routine does in its midst.
    var inside: (() -> Void)?
  }

  enum Event: UInt8, DeviceCode {
    case heard = 1
    case rang
  }

  typealias Source = SerialSource
  static let timerCount = 1

  let name: String
  let log: Log
  var bytes: [UInt8] = []

  static func service(
    _ interrupt: borrowing InterruptContext<SerialSource>, _ line: inout LineState
  ) -> Service<SerialRecord> {
    guard let record = interrupt.acknowledge(), record.kind == .bytes else { return .notMine }
    line.log.note("isr \(line.name)")
    line.inside?()
    line.log.note("end \(line.name)")
    return .deferred(record)
  }

  mutating func deferred(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing DispatchContext<Talker>
  ) {
    batch.forEach { item in
      guard case .value(let record) = item else { return }
      for index in 0..<Int(record.count) { bytes.append(record.byte(at: index)) }
    }
    log.note("dpc \(name)")
    context.emit(.heard, value: Int64(bytes.count))
    context.arm(0, after: .milliseconds(1))
  }

  mutating func expired(
    _ timer: Int, periods: Int, _ context: borrowing DispatchContext<Talker>
  ) {
    context.emit(.rang)
  }
}
