import BoardFiles
import BoardHAL
import Testing

struct ScenarioLoaderTests {
  private func check(_ step: String, _ message: String, in wiring: WiringDescription) {
    #expect(stepMistakes("  - \(step)\n", in: wiring) == ["s.yaml:4:\(message)"])
  }

  @Test func `every step over pins is read`() throws {
    let wiring = try doorbell()
    let button = try #require(wiring.device(named: "button")?.pin)
    let led = try #require(wiring.device(named: "led")?.pin)
    let bounce = ScenarioStep.Waveform(levels: [true, false, true], each: .milliseconds(2))
    #expect(
      try steps(
        """
          - delay: 80ms
          - press: button
          - press: { device: button, bounce: "-_-", each: 2ms }
          - release: button
          - set-control: { device: button, control: pressed, value: 1 }
          - set-control: { device: button, control: pressed, value: 0 }
          - waveform: { device: button, levels: "-_-", each: 2ms }
          - waveform: { pin: J8:13, levels: "_" }
          - expect-pin: { device: led, value: 0 }
          - expect-pin: { pin: 27, value: 1 }
          - expect-event: button.pressed
          - expect-event: { event: button.held, timeout: 5s }

        """, in: wiring) == [
          .delay(.milliseconds(80)), .press(device: "button", bounce: nil),
          .press(device: "button", bounce: bounce), .release(device: "button", bounce: nil),
          .press(device: "button", bounce: nil), .release(device: "button", bounce: nil),
          .waveform(button, bounce),
          .waveform(led, ScenarioStep.Waveform(levels: [false], each: .milliseconds(1))),
          .expectPin(led, isHigh: false), .expectPin(led, isHigh: true),
          .expectEvent(device: "button", .pressed, timeout: .seconds(1)),
          .expectEvent(device: "button", .held, timeout: .seconds(5)),
        ])
  }

  @Test func `every step over serial ports is read`() throws {
    let wiring = try echo()
    let port = try #require(wiring.device(named: "console")?.port)
    #expect(
      try steps(
        """
          - write-serial: { device: console, text: "hé\\n" }
          - write-serial: { port: header, bytes: [0x00, 255] }
          - wait-serial: { device: console, text: ok, timeout: 2s }
          - serial-event: { device: console, event: break }

        """, in: wiring) == [
          .writeSerial(port, bytes: [0x68, 0xC3, 0xA9, 0x0A]),
          .writeSerial(port, bytes: [0, 255]),
          .waitSerial(port, bytes: [0x6F, 0x6B], timeout: .seconds(2)),
          .serialEvent(port, .break),
        ])
  }

  @Test func `a step knows the line it stands on`() throws {
    let scenario = try ScenarioLoader.load(
      text: "name: a\nversion: 1\nsteps:\n\n  - delay: 1s\n  # pause\n  - press: button\n",
      file: "s.yaml", wiring: try doorbell())
    #expect(scenario.steps.map(\.line) == [5, 7])
    #expect(scenario.file == "s.yaml")
  }

  @Test(arguments: [
    (
      "press: buton",
      "12: error: unknown device \"buton\"; allowed: button, led; did you mean \"button\"?"
    ),
    ("press: led", "12: error: device \"led\" is not a button; allowed: button"),
    (
      "pres: button",
      "5: error: unknown step \"pres\"; allowed: delay, expect-event, expect-pin, press, release, "
        + "serial-event, set-control, wait-serial, waveform, write-serial; did you mean \"press\"?"
    ),
    (
      "delay: 80",
      "12: error: delay is \"80\", not a length of time such as 30ms; "
        + "allowed: 1ns to 86400s, in ns, us, ms or s"
    ),
    (
      "press: { device: button, bounce: \"-_\" }",
      "38: error: the bounce of a press ends with the wrong level; "
        + "allowed: - at the end, which is pressed"
    ),
    (
      "release: { device: button, bounce: \"-_-\" }",
      "40: error: the bounce of a release ends with the wrong level; "
        + "allowed: _ at the end, which is released"
    ),
    (
      "waveform: { device: button, levels: \"01\" }",
      "41: error: levels is \"01\", not a waveform; "
        + "allowed: _ for low and - for high, such as \"__-_---__\""
    ),
    (
      "waveform: { levels: \"-\" }",
      "15: error: waveform has neither \"device\" nor \"pin\"; allowed: one of the two"
    ),
    (
      "expect-pin: { device: led, pin: 27, value: 1 }",
      "37: error: expect-pin has both \"device\" and \"pin\"; allowed: one of the two"
    ),
    (
      "expect-pin: { device: led, value: high }",
      "39: error: unknown value \"high\"; allowed: 0, 1"
    ),
    (
      "write-serial: { device: led, text: x }",
      "29: error: device \"led\" is not on a serial port; "
        + "allowed: none, for the wiring has not on a serial port"
    ),
    (
      "expect-event: button.line",
      "19: error: device \"button\" has no event \"line\"; allowed: held, pressed, released"
    ),
  ])
  func `a step that cannot be`(step: String, message: String) throws {
    check(step, message, in: try doorbell())
  }

  @Test(arguments: [
    (
      "write-serial: { device: console, bytes: [256] }",
      "46: error: bytes 256 is out of range; allowed: 0 to 255"
    ),
    (
      "write-serial: { device: console }",
      "19: error: write-serial has neither \"text\" nor \"bytes\"; allowed: one of the two"
    ),
    (
      "serial-event: { device: console, event: hangupp }",
      "45: error: unknown event \"hangupp\"; "
        + "allowed: hangup, reconnect, break, overrun, framing, parity; did you mean \"hangup\"?"
    ),
  ])
  func `a serial step that cannot be`(step: String, message: String) throws {
    check(step, message, in: try echo())
  }

  @Test func `two verbs in one step are refused`() throws {
    #expect(
      stepMistakes("  - press: button\n    delay: 1s\n", in: try doorbell()) == [
        "s.yaml:4:5: error: the step is not one verb with what it needs; "
          + "allowed: delay, expect-event, expect-pin, press, release, serial-event, set-control, "
          + "wait-serial, waveform, write-serial"
      ])
  }

  @Test func `all mistakes of a scenario are reported at once`() throws {
    let wiring = try doorbell()
    #expect(
      mistakes { () throws(FileError) in
        try ScenarioLoader.load(
          text: "version: 2\nsteps:\n  - press: bell\n  - delay: soon\n", file: "s.yaml",
          wiring: wiring)
      } == [
        "s.yaml:1:1: error: the scenario has no \"name\"",
        "s.yaml:1:10: error: unknown version \"2\"; allowed: 1",
        "s.yaml:3:12: error: unknown device \"bell\"; allowed: button, led",
        "s.yaml:4:12: error: delay is \"soon\", not a length of time such as 30ms; "
          + "allowed: 1ns to 86400s, in ns, us, ms or s",
      ])
  }
}
