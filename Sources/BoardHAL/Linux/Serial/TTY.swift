internal import BoardHAL
internal import CSerialPort

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An open and set terminal device that is this process's alone.
///
/// Closing it, which is letting go of it, leaves DTR and RTS as they are.
final class TTY {
  /// What a call of the kernel came to.
  enum Outcome {
    /// So many bytes were moved.
    case moved(Int)
    /// Nothing to read, or no room to write.
    case wouldBlock
    /// The device hung up or was removed.
    case gone
    /// The kernel refused for another reason.
    case failed(Int32)
  }

  private let handle: OwnedDescriptor

  /// What it can tell.
  let capabilities: SerialCapabilities

  /// Opens and sets a device, and checks what became of the settings.
  ///
  /// - Parameters:
  ///   - device: The device file, free of symbolic links.
  ///   - settings: How it is to talk.
  ///   - name: What people call the port, for errors.
  ///   - reconnects: What the capabilities are to say.
  /// - Throws: `busy` with the holder, `notPermitted`, `gone`, `unsupported` for settings that the
  ///   driver does not take, or `system`.
  init(
    _ device: String, _ settings: SerialSettings, name: String, reconnects: Bool
  ) throws(BoardError) {
    var wanted = cserial_settings(settings, isPseudoTerminal: device.hasPrefix("/dev/pts/"))
    var call: UnsafePointer<CChar>?
    let number = cserial_open(device, &wanted, &call)
    guard number >= 0 else {
      throw .refusedPort(name, device, call: call.map { String(cString: $0) } ?? "open", errno)
    }
    let handle = OwnedDescriptor(number)
    var actual = cserial_settings()
    try systemCall("get terminal attributes", on: name) {
      cserial_read_settings(handle.number, &actual)
    }
    try actual.check(against: wanted, of: name)
    var counters = cserial_counters()
    var lines: UInt8 = 0
    capabilities = SerialCapabilities(
      marksErrors: wanted.marks_errors,
      countsOverruns: cserial_read_counters(handle.number, &counters) == 0,
      hasModemLines: cserial_read_modem_lines(handle.number, &lines) == 0,
      reconnects: reconnects)
    self.handle = handle
  }

  /// What becomes ready.
  var descriptor: Int32 { handle.number }

  /// Lets others open the device again; to be called before letting go of one that is there.
  func release() { cserial_release(handle.number) }

  /// Reads what is there, into all of `buffer` at most; never blocks.
  func receive(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Outcome {
    while true {
      let count = read(handle.number, buffer.baseAddress, buffer.count)
      if count > 0 { return .moved(count) }
      // A terminal that reads "nothing" without EAGAIN has hung up; it does so for ever.
      if count == 0 { return .gone }
      if errno != EINTR { return Outcome(errno) }
    }
  }

  /// Writes what there is room for; never blocks.
  func send(_ bytes: Span<UInt8>) -> Outcome {
    bytes.withUnsafeBufferPointer { bytes in
      while true {
        let count = write(handle.number, bytes.baseAddress, bytes.count)
        if count >= 0 { return .moved(count) }
        if errno != EINTR { return Outcome(errno) }
      }
    }
  }

  /// What the driver has counted, or nil when it counts nothing.
  func readCounters() -> cserial_counters? {
    guard capabilities.countsOverruns else { return nil }
    var counters = cserial_counters()
    return cserial_read_counters(handle.number, &counters) == 0 ? counters : nil
  }

  /// What the modem lines are, or nil when that cannot be told.
  func readModemLines() -> ModemLines? {
    var lines: UInt8 = 0
    return cserial_read_modem_lines(handle.number, &lines) == 0
      ? ModemLines(rawValue: lines) : nil
  }
}

extension TTY.Outcome {
  fileprivate init(_ number: Int32) {
    switch number {
    case EAGAIN: self = .wouldBlock
    case EIO, ENODEV, ENXIO, EPIPE, ESHUTDOWN: self = .gone
    default: self = .failed(number)
    }
  }
}

extension BoardError {
  /// Why a port was not opened.
  fileprivate static func refusedPort(
    _ name: String, _ device: String, call: String, _ number: Int32
  ) -> BoardError {
    let port = name == device ? name : "\(name) (\(device))"
    switch number {
    case EBUSY:
      return .busy(port, holder: PortHolders().holder(of: device) ?? "another program")
    case EACCES, EPERM:
      return .notPermitted(
        port,
        remedy: "add yourself to the group that owns it, then log in again:"
          + " sudo usermod -aG dialout $USER")
    case ENOENT, ENODEV, ENXIO: return .gone(port)
    case ENOTTY: return .unsupported(port, remedy: "it is no terminal device; see board-cli ports")
    default: return systemError(call, on: port, number)
    }
  }
}
