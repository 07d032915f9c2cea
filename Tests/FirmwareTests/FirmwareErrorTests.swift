import BoardHAL
import Firmware
import Testing

@Suite struct `What goes wrong when a firmware is put together` {
  @Test func `says what, why, and what to do`() throws {
    let (low, high) = (try #require(Level.device(4)), try #require(Level.device(9)))
    let texts: [(FirmwareError, String)] = [
      (.board(.noSuchPort("uart9", known: ["uart0"])), "there is no serial port uart9"),
      (.levelOutOfRange(device: "bell", level: 2), "bell: level 2 is not a device level; use 3"),
      (.levelTooLow(device: "bell", synchronize: low, line: high), "level 4 is below the line's"),
      (.alreadyRegistered(device: "bell"), "bell has its deferred call already"),
      (.missingLine(device: "bell"), "bell was started without a line; connect one first"),
      (.noProcessor(device: "bell"), "names none of the firmware's processors"),
      (.notShareable(device: "bell", line: "pin"), "connect both as shared"),
      (.wrongSource(device: "bell", line: "uart0"), "bell cannot read what uart0 brings"),
      (.unknownReaction("on: a.b, do: c.d"), "\"on: a.b, do: c.d\" names a device, event or"),
      (.full("lines", limit: 3), "no more than 3 lines; raise Limits.lines"),
    ]
    for (error, text) in texts { #expect(error.description.contains(text)) }
  }

  @Test(arguments: [2, 13, 0, -1, 300])
  func `a level that no line has is refused`(level: Int) throws {
    let bench = try DeviceBench([])
    let added = try bench.firmware.add(Button(), named: "bell")
    #expect(throws: FirmwareError.levelOutOfRange(device: "bell", level: UInt8(clamping: level))) {
      try added.connect(to: .software("pin"), level: level, state: Button.LineState()).keep()
    }
  }

  @Test func `L02 a synchronize level below the line's is refused`() throws {
    let (low, high) = (try #require(Level.device(4)), try #require(Level.device(5)))
    let bench = try DeviceBench([])
    let added = try bench.firmware.add(Button(), named: "bell")
    var options = ConnectOptions()
    options.synchronizeLevel = 4
    #expect(throws: FirmwareError.levelTooLow(device: "bell", synchronize: low, line: high)) {
      try added.connect(to: .software("pin"), level: 5, options, state: Button.LineState()).keep()
    }
  }

  @Test func `S3-04 an affinity without processors is refused`() throws {
    let bench = try DeviceBench([])
    let added = try bench.firmware.add(Button(), named: "bell")
    var options = ConnectOptions()
    options.affinity = .processor(5)
    #expect(throws: FirmwareError.noProcessor(device: "bell")) {
      try added.connect(to: .software("pin"), level: 5, options, state: Button.LineState()).keep()
    }
    #expect(throws: FirmwareError.noProcessor(device: "bell")) {
      try added.registerDeferredCall(processor: 1)
    }
  }

  @Test func `S1-03 a second deferred call of its own is refused`() throws {
    let bench = try DeviceBench([])
    let added = try bench.firmware.add(Button(), named: "bell")
    try added.registerDeferredCall()
    #expect(throws: FirmwareError.alreadyRegistered(device: "bell")) {
      try added.registerDeferredCall()
    }
  }

  @Test func `a line of another kind is refused`() throws {
    let bench = try DeviceBench([])
    let added = try bench.firmware.add(Button(), named: "bell")
    let source = LineSource.serialReceive(port: "uart0", SerialSettings())
    #expect(throws: FirmwareError.wrongSource(device: "bell", line: "uart0")) {
      try added.connect(to: source, level: 5, state: Button.LineState()).keep()
    }
  }

  @Test func `S2-01 starting a device that interrupts and has no line is refused`() throws {
    let bench = try DeviceBench([])
    #expect(throws: FirmwareError.missingLine(device: "bell")) {
      let added = try bench.firmware.add(Button(), named: "bell")
      try added.registerDeferredCall()
      _ = try added.start()
    }
  }

  @Test func `L04 a line that somebody has for himself is refused`() throws {
    let bench = try DeviceBench([])
    try bench.firmware.connect(
      Button(), named: "first", to: .software("pin"), level: 4, state: Button.LineState())
    let added = try bench.firmware.add(Button(), named: "second")
    var options = ConnectOptions()
    options.sharing = .sharedEdge
    #expect(throws: FirmwareError.notShareable(device: "second", line: "pin")) {
      try added.connect(to: .software("pin"), level: 4, options, state: Button.LineState()).keep()
    }
  }
}
