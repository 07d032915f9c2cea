import BoardFiles
import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench
import Testing

struct ScenarioPlayerTests {
  private let doorbell: TestBench
  private let echo: TestBench
  /// The lamp of the doorbell, by whatever name.
  private let lamp: String

  init() throws {
    doorbell = try TestBench(Repository.path("wiring/doorbell.yaml"))
    echo = try TestBench(Repository.path("wiring/echo.yaml"))
    lamp = try #require(doorbell.wiring.devices.first { $0.level == nil }?.name)
  }

  private func scenario(_ steps: String, for bench: TestBench) throws -> ScenarioDescription {
    try ScenarioLoader.load(
      text: "name: test\nversion: 1\nsteps:\n\(steps)", file: "s.yaml", wiring: bench.wiring)
  }

  /// Why the steps fail, and when; the first step is on line 4.
  private func failure(
    _ steps: String, on bench: TestBench
  ) throws -> (kind: ScenarioFailure.Kind, text: String, time: BoardInstant)? {
    let scenario = try scenario(steps, for: bench)
    do throws(ScenarioFailure) {
      try bench.play(scenario)
      return nil
    } catch {
      return (error.kind, error.description, bench.firmware.now)
    }
  }

  @Test(arguments: ["doorbell", "echo"])
  func `the shipped scenarios pass without time for routines as well`(_ name: String) throws {
    let bench = name == "doorbell" ? doorbell : echo
    try bench.play(Repository.path("wiring/\(name).scenario.yaml"))
  }

  // MARK: Buttons and pins

  @Test func `what follows from an event has happened when it was waited for`() throws {
    let steps = """
      - press: button
      - expect-event: button.pressed
      - expect-pin: { device: \(lamp), value: 1 }
      """
    #expect(try failure(steps, on: doorbell) == nil)
  }

  @Test func `a pin that is not as expected`() throws {
    let failed = try #require(
      try failure(
        """
        - delay: 3200ms
        - expect-pin: { device: \(lamp), value: 1 }
        """, on: doorbell))
    #expect(failed.kind == .expectation)
    #expect(failed.text == "s.yaml:5: expected \(lamp) to be on at 3.200 s, saw off")
  }

  @Test func `a pin without a lamp is high or low`() throws {
    let failed = try failure("- expect-pin: { pin: GPIO17, value: 0 }", on: doorbell)
    #expect(failed?.text == "s.yaml:4: expected GPIO17 (J8:11) to be low at 0.000 s, saw high")
  }

  @Test func `time passes while a waveform is played`() throws {
    let steps = """
      - waveform: { device: button, levels: "_-_-____", each: 250us }
      - expect-pin: { device: button, value: 1 }
      """
    let failed = try failure(steps, on: doorbell)
    #expect(failed?.text.contains("at 0.002 s, saw low") == true)
  }

  // MARK: Waiting

  @Test func `an event that does not come in time`() throws {
    let failed = try #require(
      try failure("- expect-event: { event: button.pressed, timeout: 2s }", on: doorbell))
    #expect(failed.kind == .timeout)
    #expect(
      failed.text == "s.yaml:4: expected button.pressed within 2 s of 0.000 s, saw no event")
    #expect(failed.time == .start + .seconds(2))
  }

  @Test func `an event counts once, and from the last such step on`() throws {
    let failed = try failure(
      """
      - press: button
      - delay: 100ms
      - release: button
      - expect-event: button.released
      - expect-event: { event: button.pressed, timeout: 100ms }
      """, on: doorbell)
    #expect(
      failed?.text.hasPrefix("s.yaml:8: expected button.pressed within 100 ms") == true)
    #expect(failed?.text.hasSuffix("saw no event") == true)
  }

  @Test func `a wait is over when what it waits for has come`() throws {
    let steps = """
      - write-serial: { device: console, text: "hi\\n" }
      - wait-serial: { device: console, text: "hi\\r\\n", timeout: 5s }
      """
    #expect(try failure(steps, on: echo) == nil)
    // Seven characters at 115200 baud take 0.6 ms.
    #expect(echo.firmware.now < .start + .milliseconds(1))
  }

  @Test func `bytes that do not come in time`() throws {
    let failed = try #require(
      try failure(
        """
        - write-serial: { device: console, text: "hi\\n" }
        - wait-serial: { device: console, text: "ho", timeout: 1s }
        """, on: echo))
    #expect(failed.kind == .timeout)
    #expect(
      failed.text
        == #"s.yaml:5: expected "ho" from serial0 within 1 s of 0.000 s, saw "hi\r\n""#)
  }

  @Test func `bytes are found across pieces, and what follows them is kept`() throws {
    let steps = """
      - write-serial: { device: console, text: "aab\\nccd\\n" }
      - delay: 1s
      - wait-serial: { device: console, text: "ab" }
      - wait-serial: { device: console, text: "cd" }
      - expect-event: console.line
      - expect-event: console.line
      """
    #expect(try failure(steps, on: echo) == nil)
  }

  // MARK: Ends

  @Test func `a scenario ends at its limit`() throws {
    let scenario = try scenario("- delay: 1s\n- delay: 1s\n- delay: 1s", for: doorbell)
    let player = ScenarioPlayer(
      scenario, wiring: doorbell.wiring, board: doorbell.board, firmware: doorbell.firmware)
    #expect(try player.play(until: .start + .milliseconds(1_500)) == .limit)
    #expect(player.played == 1)
    #expect(doorbell.firmware.now == .start + .milliseconds(1_500))
  }

  @Test func `a firmware that is stopped ends its scenario`() throws {
    let scenario = try scenario("- press: button\n- delay: 1s", for: doorbell)
    let firmware = doorbell.firmware
    firmware.onEvent = { [unowned firmware] _, _ in firmware.stop() }
    let player = ScenarioPlayer(
      scenario, wiring: doorbell.wiring, board: doorbell.board, firmware: firmware)
    #expect(try player.play() == .stopped)
    #expect(player.played == 1)
  }

  @Test func `after the last step what was set off comes to rest`() throws {
    let happened = try doorbell.play(
      scenario("- press: button\n- delay: 100ms\n- release: button", for: doorbell))
    #expect(happened.devices == ["button pressed", "button released"])
    #expect(doorbell.firmware.now < .start + .milliseconds(200))
  }
}
