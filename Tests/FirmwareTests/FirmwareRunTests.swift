import BoardHAL
import BoardHALMock
import Firmware
import Testing

@Suite struct `Running a firmware on a real board` {
  private let log = Log()
  private let firmware: Firmware
  private let line: LineID

  init() throws {
    firmware = Firmware(on: AskedBoard(MockBoard(.bare), log))
    let added = try firmware.add(Probe("probe", log, Probe.Behaviour()), named: "probe")
    try added.registerDeferredCall()
    line = try added.connect(
      to: .software("line"), level: 5,
      state: Probe.LineState(name: "line", log: log, behaviour: Probe.Behaviour())
    ).keep()[0]
    _ = try added.start()
    _ = log.take()
  }

  @Test func `asks the board before each routine, and leaves the last question to the wait`() {
    firmware.raise(line)
    firmware.run(until: firmware.now)
    #expect(
      log.take() == [
        "asked", "isr line", "end line", "asked", "dpc probe [1]", "dpc end probe",
      ])
  }

  @Test func `asks before it waits when nothing was to be done`() {
    #expect(firmware.run() == .quiet)
    #expect(log.take() == ["asked", "wait"])
  }

  @Test func `settled by hand asks at the end too, for no wait follows`() {
    firmware.raise(line)
    firmware.settle()
    #expect(log.take().last == "asked")
  }
}
