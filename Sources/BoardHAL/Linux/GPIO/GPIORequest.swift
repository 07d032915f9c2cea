internal import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Lines of one chip that this program holds, given back when it goes.
struct GPIORequest: ~Copyable {
  /// What becomes readable with an edge; -1 for outputs of API 1.
  let descriptor: Int32

  private let request: OpaquePointer

  /// Takes lines of a chip; `names` is what messages call them.
  ///
  /// - Throws: `BoardError` about the first line that stands in the way.
  init(
    _ settings: [cgpio_line], of names: [String], on chip: GPIOChip, as consumer: String,
    edgeCapacity: Int, _ directory: ChipDirectory
  ) throws(BoardError) {
    let buffer = UInt32(clamping: edgeCapacity * settings.count)
    guard
      let request = cgpio_request_lines(chip.path, consumer, settings, settings.count, buffer)
    else {
      let number = errno
      let culprit =
        number == EBUSY
        ? settings.firstIndex { directory.holder(of: $0.offset, on: chip) != nil } : nil
      let index = culprit ?? 0
      throw .refused(
        names[index], settings[index].offset, on: chip, number: number, directory)
    }
    self.request = request
    descriptor = cgpio_descriptor(request)
  }

  deinit { cgpio_release(request) }

  /// Reads what waits in the kernel into `events`; 0 when nothing does, negative when it is gone.
  borrowing func read(_ events: UnsafeMutableBufferPointer<cgpio_event>) -> Int {
    while true {
      let count = cgpio_read(request, events.baseAddress, events.count)
      if count >= 0 { return Int(count) }
      if errno == EAGAIN { return 0 }
      if errno != EINTR { return -1 }
    }
  }

  /// What a line means now; nil, with errno set, when the kernel cannot say.
  borrowing func value(of offset: UInt32) -> LineValue? {
    let value = cgpio_get(request, offset)
    return value < 0 ? nil : (value == 0 ? .inactive : .active)
  }

  /// What the first `count` lines mean at one moment, in the order in which they were requested;
  /// nil, with errno set, when the kernel cannot say.
  borrowing func values(_ count: Int) -> [LineValue]? {
    var values = [UInt8](repeating: 0, count: count)
    guard cgpio_get_all(request, &values) >= 0 else { return nil }
    return values.map { $0 == 0 ? .inactive : .active }
  }

  /// Drives all outputs at one moment; false, with errno set, when the kernel refuses.
  borrowing func drive(_ values: [LineValue]) -> Bool {
    cgpio_set_all(request, values.map { $0 == .active ? 1 : 0 }) >= 0
  }

  /// Drives an output; false, with errno set, when the kernel refuses.
  borrowing func drive(_ offset: UInt32, _ value: LineValue) -> Bool {
    cgpio_set(request, offset, value == .active ? 1 : 0) >= 0
  }
}
