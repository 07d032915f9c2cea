import Dispatch
import Glibc

/// An echo with two sources of Dispatch, as its documentation has them: one tells that something
/// has come, the other that there is room for what the port has not taken at once.
///
/// Everything is done on one serial queue.
final class DispatchEcho: @unchecked Sendable {
  private let port: Int32
  private let arrivals: any DispatchSourceRead
  private let room: any DispatchSourceWrite
  private var buffer = [UInt8](repeating: 0, count: 4096)
  private var head = 0
  private var end = 0

  /// Echoes what comes on a port that does not block.
  init(_ port: Int32) {
    self.port = port
    let queue = DispatchQueue(label: "echo")
    arrivals = DispatchSource.makeReadSource(fileDescriptor: port, queue: queue)
    room = DispatchSource.makeWriteSource(fileDescriptor: port, queue: queue)
    arrivals.setEventHandler { self.receive() }
    room.setEventHandler { self.sendRest() }
    arrivals.activate()
  }

  private func receive() {
    let count = read(port, &buffer, buffer.count)
    guard count > 0 else {
      if count < 0 && errno == EAGAIN { return }
      exit(0)
    }
    (head, end) = (0, count)
    send()
    guard head < end else { return }
    // Nothing more is read until this has gone.
    arrivals.suspend()
    room.resume()
  }

  private func sendRest() {
    send()
    guard head == end else { return }
    room.suspend()
    arrivals.resume()
  }

  private func send() {
    let count = buffer[head..<end].withUnsafeBytes { write(port, $0.baseAddress, $0.count) }
    if count > 0 { head += count }
    if count < 0 && errno != EAGAIN { exit(0) }
  }
}
