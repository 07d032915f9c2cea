import BoardHAL
import BoardHALLinux
import CEdges
import Firmware

/// Firmware on a real board whose edges come out of a descriptor; the chip's kernel is played.
///
/// libgpiod's request, the board's readiness, its reading and sorting of records, the line, the
/// service routine and the deferred call are those of any program on a Raspberry Pi.
final class EdgeRig {
  private static let offset: UInt32 = 3

  private let firmware: Firmware
  private let device: StartedDevice<EdgeCounter>
  private let request: Int32

  /// Opens a line of a played chip.
  ///
  /// - Throws: `FirmwareError`, or `UsageError` where there is no libgpiod 2, whose records these
  ///   are.
  init() throws {
    let pin = Pin(
      chip: PLAYED_LABEL, number: Int(Self.offset), offset: Int(Self.offset), header: "P1",
      position: 1)
    let board = try LinuxBoard(
      BoardDescription(
        name: "played", title: "A chip whose kernel is this program",
        chips: [ChipDescription(label: PLAYED_LABEL, lineCount: Int(PLAYED_LINES))],
        header: HeaderDescription(name: "P1", pins: [HeaderPin(position: 1, kind: .gpio(pin))]),
        serialPorts: [],
        limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300)))
    guard board.capabilities.hasSequenceNumbers else {
      throw UsageError("needs libgpiod 2: API 1 reads other records")
    }
    firmware = Firmware(on: board)
    guard played_chip_show() == 0 else { throw UsageError("no folder for a played chip") }
    defer { played_chip_hide() }
    device = try firmware.connect(
      EdgeCounter(), named: "counter", to: .edges(of: pin), level: 4,
      state: EdgeCounter.LineState())
    request = played_request()
  }

  /// Lets `size` edges come at once and runs until all have reached the deferred call, `count`
  /// times.
  @inline(never)
  func turn(_ count: Int, of size: Int) {
    for _ in 0..<count {
      let isFed = played_edges(request, Self.offset, Int32(size)) == 0
      precondition(isFed, "the edges before were not read")
      let wanted = UInt64(played_count(request))
      firmware.run(until: nil) { firmware.deferredCounters(of: device.id).delivered == wanted }
    }
  }

  /// Checks that every edge was counted, and none was missing.
  func check() {
    let count = played_count(request)
    precondition(device.inspect { $0.rising } == (count + 1) / 2, "an edge was lost")
  }
}

/// The same edges read by a loop in C.
final class EdgeLoop {
  private static let offset: UInt32 = 3

  private let reader: OpaquePointer
  private let request: Int32

  /// Opens a line of a played chip.
  ///
  /// - Throws: `UsageError` where there is no libgpiod 2.
  init() throws(UsageError) {
    guard played_chip_show() == 0 else { throw UsageError("no folder for a played chip") }
    defer { played_chip_hide() }
    guard let reader = edge_reader_open(Self.offset) else {
      throw UsageError("needs libgpiod 2: API 1 reads other records")
    }
    self.reader = reader
    request = edge_reader_request(reader)
  }

  /// Lets `size` edges come at once and takes them with `read`, `count` times.
  @inline(never)
  func turn(_ count: Int, of size: Int, _ read: (OpaquePointer) -> Int32) {
    for _ in 0..<count {
      let isFed = played_edges(request, Self.offset, Int32(size)) == 0
      precondition(isFed, "the edges before were not read")
      let taken = read(reader)
      precondition(taken == size, "the loop read something else than was there")
    }
  }

  /// Feeds and reads nothing: what both have to pay for the kernel's part.
  @inline(never)
  func feed(_ count: Int, of size: Int) {
    for _ in 0..<count {
      let isFed = played_edges_discarded(request, Self.offset, Int32(size)) == 0
      precondition(isFed, "the edges before were not thrown away")
    }
  }

  /// Checks that every edge was handed on, and none was missing.
  func check() {
    precondition(
      edge_reader_count(reader) == played_count(request) && edge_reader_lost(reader) == 0,
      "an edge was lost")
  }
}
