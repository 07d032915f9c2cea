import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// The model's reference UART: a deferred call for each purpose, each with its own queue (row L46).
private struct UART: ~Copyable, InterruptDriven {
  typealias Source = SerialSource

  /// The deferred calls by number.
  enum Call {
    static let read = 0
    static let write = 1
    static let purge = 2
    static let wait = 3
  }

  static var customCalls: Int { 3 }

  let log: Log
  /// How much is to be written; the bytes count up.
  let size: Int
  var written = 0
  var waiting = ByteQueue(capacity: 256)

  final class Log {
    var read: [UInt8] = []
    var purged: [UInt8] = []
    var waits: [(lines: ModemLines, changes: UInt32)] = []
    var strays: [String] = []
    var lost = 0
  }

  static func service(
    _ interrupt: borrowing InterruptContext<SerialSource>, _ line: inout NoLineState
  ) -> Service<SerialRecord> {
    guard let record = interrupt.acknowledge() else { return .notMine }
    switch interrupt.subLine {
    case 0: return .claimed(record, defer: .deferredCall)
    case 1: return .claimed(record, defer: .customCall(Call.write))
    default: return .claimed(record, defer: .customCall(Call.wait))
    }
  }

  mutating func started(_ context: borrowing DispatchContext<UART>) { write(context) }

  mutating func deferred(
    _ batch: borrowing Batch<SerialRecord>, _ context: borrowing DispatchContext<UART>
  ) {
    let log = log
    batch.forEach { item in
      switch (context.call, item) {
      case (Call.read, .value(let record)) where record.kind == .bytes:
        for index in 0..<Int(record.count) { log.read.append(record.byte(at: index)) }
      case (Call.write, .value(let record)) where record.kind == .room: break
      case (Call.wait, .value(let record)) where record.kind == .modemLines:
        log.waits.append((record.modemLines, record.count))
      case (_, .value(let record)): log.strays.append("\(record.kind) in call \(context.call)")
      case (_, .lost(let count)): log.lost += count
      }
    }
    if context.call == Call.purge {
      _ = waiting.drain { piece in
        for index in 0..<piece.count { log.purged.append(piece[index]) }
        return piece.count
      }
    }
    if context.call == Call.write || context.call == Call.purge { write(context) }
  }

  private mutating func write(_ context: borrowing DispatchContext<UART>) {
    repeat {
      while written < size, waiting.tryPush(UInt8(truncatingIfNeeded: written)) { written += 1 }
    } while waiting.drain { context.transmit($0) } && written < size
  }
}

@Suite struct L46SerialTests {
  @Test("L46 read, write, purge and wait are calls of their own, and do not mix at full duplex")
  func fullDuplex() throws {
    let board = MockBoard(try DeviceBench.board())
    let firmware = Firmware(on: board)
    let port = try #require(board.description.serialPorts.first).name
    let peer = try board.peer(on: port)
    let log = UART.Log()
    let size = 20_000
    let added = try firmware.add(UART(log: log, size: size), named: "uart")
    try added.registerDeferredCall()
    var options = ConnectOptions()
    options.masksWhenFull = true
    try added.connect(
      to: LineSource.serial(port: port) + [.modemLines(port: port)], level: 6, options,
      state: NoLineState()
    ).keep()

    let sent = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    peer.send(sent)
    for number in 0..<500 {
      peer.setModemLines(
        number.isMultiple(of: 2) ? .clearToSend : [.carrierDetect],
        at: .start + .milliseconds(Int64(number)))
    }
    let uart = try added.start()
    for number in 1...20 {
      firmware.run(until: .start + .milliseconds(Int64(number) * 50))
      uart.requestDeferredCall(UART.Call.purge)
    }
    firmware.run()

    #expect(log.strays == [])
    #expect(log.lost == 0)
    #expect(log.read == sent)
    // Nothing of what was written is doubled or out of its order: it was heard, or purged.
    #expect(!log.purged.isEmpty)
    #expect(peer.received.count + log.purged.count == size)
    #expect(
      merges(peer.received, log.purged, into: (0..<size).map(UInt8.init(truncatingIfNeeded:))))
    #expect(log.waits.map(\.changes).reduce(0, +) == 999)
    #expect(log.waits.last?.lines == [.carrierDetect])
    for call in 0...3 {
      #expect(firmware.deferredCounters(of: uart.id, call: call).runs > 0)
    }
  }

  /// True when `whole` is the two others, each in its order.
  ///
  /// Bytes repeat every 256, so where both could be next the longest run decides: what is purged is
  /// a whole queue.
  private func merges(_ first: [UInt8], _ second: [UInt8], into whole: [UInt8]) -> Bool {
    var reachable: Set<Int> = [0]
    for (index, byte) in whole.enumerated() {
      var next: Set<Int> = []
      for taken in reachable {
        if taken < first.count, first[taken] == byte { next.insert(taken + 1) }
        let other = index - taken
        if other < second.count, second[other] == byte { next.insert(taken) }
      }
      reachable = next
    }
    return reachable.contains(first.count)
  }
}
