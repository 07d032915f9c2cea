import BoardHAL
import BoardHALLinux

extension LineID {
  static let receive = LineID(0)
  static let transmit = LineID(1)
  static let modem = LineID(2)
}

extension LinuxBoard {
  func openPort(_ settings: SerialSettings = SerialSettings()) throws {
    try open(.serialReceive(port: "uart0", settings), as: .receive)
  }

  func transmit(_ bytes: [UInt8]) throws -> Int { try transmit(bytes.span, on: .receive) }

  /// Waits until the receiving line has something, 2 seconds at most, and takes one record.
  func next(_ line: LineID = .receive) -> SerialRecord? {
    let deadline = now + .seconds(2)
    while true {
      if case .serial(let record)? = takeRecord(from: line) { return record }
      if now >= deadline { return nil }
      _ = wait(until: deadline)
      while takeReadyLine() != nil {}
    }
  }

  /// Takes bytes until there are `count`.
  func receive(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count, let record = next(), record.kind == .bytes {
      bytes += record.bytes
    }
    return bytes
  }

  /// How many waits end before `deadline`: 1 for a board on which nothing happens.
  func waits(for time: Nanoseconds) -> Int {
    let deadline = now + time
    var count = 0
    while now < deadline {
      _ = wait(until: deadline)
      while takeReadyLine() != nil {}
      count += 1
    }
    return count
  }
}

extension SerialRecord {
  var bytes: [UInt8] { (0..<Int(count)).map { byte(at: $0) } }
}
