import BoardFiles
import BoardHAL
import Testing

struct WiringLoaderTests {
  @Test func `the devices of a wiring are read in full`() throws {
    let board = try mockBoard()
    let wiring = try WiringLoader.load(
      text: """
        name: desk
        title: On my desk
        board: mock
        devices:
          bell: { type: button, pin: J8:11, pull: none, active: high, level: 12,
                  debounce: { policy: lockout, period: 5ms }, hold: 2s }
          lamp: { type: led, pin: 27, active: low, initial: on, safe: on }
          line: { type: console, port: header, baud: 9600, data-bits: 7, parity: even,
                  stop-bits: 2, flow: xonxoff, dtr: off, rts: on, level: 3,
                  line-ending: crlf, maximum-line: 40, echo: yes }
        reactions:
          - { on: bell.held, do: line.write, text: go away }
        """, file: "w.yaml", board: board)
    let bell = try #require(board.pin(numbered: 17))
    let lamp = try #require(board.pin(numbered: 27))
    let port = try #require(board.serialPort(named: "serial0"))
    #expect(
      wiring
        == WiringDescription(
          name: "desk", title: "On my desk", board: board,
          devices: [
            DeviceDescription(
              name: "bell",
              kind: .button(
                ButtonDescription(
                  pin: bell, pull: .none, active: .high, level: try #require(.device(12)),
                  debounce: Debounce(.lockout, period: .milliseconds(5)), hold: .seconds(2)))),
            DeviceDescription(
              name: "lamp",
              kind: .led(LEDDescription(pin: lamp, active: .low, initial: .on, safe: .on))),
            DeviceDescription(
              name: "line",
              kind: .console(
                ConsoleDescription(
                  port: port,
                  settings: SerialSettings(
                    baud: 9600, dataBits: 7, parity: .even, stopBits: 2, flow: .xonxoff,
                    dataTerminalReady: .off, requestToSend: .on),
                  level: try #require(.device(3)), lineEnding: .crlf, maximumLine: 40, echo: true))
            ),
          ],
          reactions: [ReactionDescription(on: "bell", .held, do: "line", .write, text: "go away")]))
  }

  @Test func `what is left out has the values of the type`() throws {
    let wiring = try WiringLoader.load(
      text: "name: a\nboard: mock\ndevices:\n  b: { type: button, pin: 17, level: 4 }\n",
      file: "w.yaml", board: try mockBoard())
    let pin = try #require(wiring.board.pin(numbered: 17))
    #expect(
      wiring.device(named: "b")?.kind
        == .button(ButtonDescription(pin: pin, level: try #require(.device(4)))))
    #expect(wiring.title == "a")
  }

  @Test(arguments: [("40", "40"), ("2", "2"), ("0", "0"), ("99999999999999999999", nil)])
  func `a level out of range`(level: String, shown: String?) throws {
    #expect(
      try deviceMistakes("  b: { type: button, pin: 17, level: \(level) }\n") == [
        "w.yaml:4:38: error: level \(shown ?? level) is out of range; "
          + "allowed: 3 to 12 (higher is more urgent)"
      ])
  }

  @Test(arguments: [
    ("high", "\"high\", not a whole number"), ("4.5", "\"4.5\", not a whole number"),
    ("-4", "\"-4\", not a whole number"), ("04", "\"04\", not a whole number"),
    ("[4]", "a list"), ("{ a: b }", "a mapping"), ("", "empty"),
  ])
  func `a level of the wrong type`(level: String, found: String) throws {
    #expect(
      try deviceMistakes("  b: { type: button, pin: 17, level: \(level) }\n").first?.contains(
        ": error: level is \(found); allowed: 3 to 12 (higher is more urgent)") == true)
  }

  @Test func `an unknown key is guessed, and not also called missing`() throws {
    #expect(
      try deviceMistakes("  b: { type: button, pinn: 17, level: 4 }\n") == [
        "w.yaml:4:22: error: unknown key \"pinn\" in device \"b\"; "
          + "allowed: active, debounce, hold, level, pin, pull, type; did you mean \"pin\"?"
      ])
  }

  @Test func `an unknown type is guessed`() throws {
    #expect(
      try deviceMistakes("  b: { type: buton, pin: 17 }\n") == [
        "w.yaml:4:14: error: unknown type \"buton\"; allowed: button, console, led; "
          + "did you mean \"button\"?"
      ])
  }

  @Test func `a device without a type`() throws {
    #expect(
      try deviceMistakes("  b: { pin: 17 }\n") == [
        "w.yaml:4:6: error: device \"b\" has no \"type\"; allowed: button, console, led"
      ])
  }

  @Test func `two devices cannot share a pin, however it is spelt`() throws {
    #expect(
      try deviceMistakes(
        """
          a: { type: button, pin: GPIO17, level: 4 }
          b: { type: led, pin: J8:11 }

        """) == [
          "w.yaml:5:24: error: GPIO17 (J8:11) is already used by \"a\" on line 4; "
            + "allowed: each pin for one device"
        ])
  }

  @Test func `the wires of a serial port are used`() throws {
    #expect(
      try deviceMistakes(
        """
          a: { type: console, port: header, level: 4 }
          b: { type: led, pin: 14 }
          c: { type: console, port: serial0, level: 4 }

        """) == [
          "w.yaml:5:24: error: GPIO14 (J8:8) is already used by \"a\" on line 4; "
            + "allowed: each pin for one device",
          "w.yaml:6:29: error: serial0 is already used by \"a\" on line 4; "
            + "allowed: each port for one device",
        ])
  }

  @Test(arguments: [
    ("28", "GPIO28 is not on the header of Mock board; allowed: GPIO0 to GPIO27"),
    ("J8:2", "J8:2 is the 5 V supply; allowed: a GPIO pin"),
    (
      "0",
      "GPIO0 (J8:27) is reserved for the identification EEPROM of a HAT; "
        + "allowed: a pin that is not reserved"
    ),
  ])
  func `a pin the board lacks`(pin: String, message: String) throws {
    #expect(
      try deviceMistakes("  b: { type: led, pin: \(pin) }\n") == ["w.yaml:4:24: error: \(message)"])
  }

  @Test func `a port the board lacks`() throws {
    #expect(
      try deviceMistakes("  b: { type: console, port: serial9, level: 4 }\n") == [
        "w.yaml:4:29: error: Mock board has no serial port \"serial9\"; allowed: serial0, header, "
          + "uart0, serial1, or a path such as /dev/ttyUSB0; did you mean \"serial0\"?"
      ])
  }

  @Test func `a port can be a device file`() throws {
    #expect(try deviceMistakes("  b: { type: console, port: /dev/ttyUSB0, level: 4 }\n").isEmpty)
  }

  @Test(arguments: ["Button", "my.button", "1st", "", "ünder", "a b"])
  func `a device name that cannot be referred to`(name: String) throws {
    let message = try deviceMistakes("  \"\(name)\": { type: led, pin: 17 }\n").first ?? ""
    #expect(
      message.hasSuffix("; allowed: lower-case letters, digits and hyphens, a letter first"),
      "\(message)")
  }

  @Test(arguments: [
    ("30", "\"30\", not a length of time such as 30ms"),
    ("30 minutes", "\"30 minutes\", not a length of time such as 30ms"),
  ])
  func `a time without its unit`(time: String, found: String) throws {
    #expect(
      try deviceMistakes("  b: { type: button, pin: 17, level: 4, debounce: \(time) }\n") == [
        "w.yaml:4:51: error: debounce is \(found); allowed: 1ns to 10s, in ns, us, ms or s"
      ])
  }

  @Test func `a debounce can be none`() throws {
    let wiring = try WiringLoader.load(
      text: """
        name: a
        board: mock
        devices:
          b: { type: button, pin: 17, level: 4, debounce: none }
        """, file: "w.yaml", board: try mockBoard())
    guard case .button(let button) = wiring.device(named: "b")?.kind else {
      Issue.record("b is not a button")
      return
    }
    #expect(button.debounce == nil)
    #expect(button.events == [.pressed, .released])
  }

  @Test func `every mistake of a file is reported at once, in the order of the file`() throws {
    let text = """
      name: Door Bell
      board: mock
      devices:
        button:
          type: button
          pin: GPIO99
          level: 40
          pul: up
        led:
          type: led
          pin: 27
          safe: maybe
      reactions:
        - on: buton.pressed
          do: led.on
        - on: button.held
          do: led.of
      """
    #expect(
      try wiringMistakes(text) == [
        "w.yaml:1:7: error: name is \"Door Bell\", not a name; "
          + "allowed: lower-case letters, digits and hyphens, a letter first",
        "w.yaml:6:10: error: GPIO99 is not on the header of Mock board; allowed: GPIO0 to GPIO27",
        "w.yaml:7:12: error: level 40 is out of range; allowed: 3 to 12 (higher is more urgent)",
        "w.yaml:8:5: error: unknown key \"pul\" in device \"button\"; "
          + "allowed: active, debounce, hold, level, pin, pull, type; did you mean \"pull\"?",
        "w.yaml:12:11: error: unknown safe \"maybe\"; allowed: on, off",
        "w.yaml:14:9: error: unknown device \"buton\"; allowed: button, led; "
          + "did you mean \"button\"?",
        "w.yaml:17:9: error: device \"led\" has no action \"of\"; allowed: off, on, toggle; "
          + "did you mean \"off\"?",
      ])
  }

  @Test func `a wiring names its board`() {
    let file = "\(repository)/wiring/w.yaml"
    let found = mistakes { () throws(FileError) in
      try WiringLoader.load(text: "name: a\nboard: mook\ndevices: {}\n", file: file)
    }
    #expect(
      found == [
        "\(file):2:8: error: unknown board \"mook\"; "
          + "allowed: mock, raspberry-pi-4, raspberry-pi-5, or a path; did you mean \"mock\"?"
      ])
    #expect(
      mistakes { () throws(FileError) in
        try WiringLoader.load(text: "name: a\ndevices: {}\n", file: "w.yaml")
      } == ["w.yaml:1:1: error: the wiring has no \"board\""])
  }

  @Test func `an unknown board does not hide the mistakes of the devices`() {
    let file = "\(repository)/wiring/w.yaml"
    let text = """
      name: a
      board: /nowhere.yaml
      devices: { b: { type: button, pin: 17, level: 40 } }
      """
    #expect(
      mistakes { () throws(FileError) in try WiringLoader.load(text: text, file: file) } == [
        "\(file):3:47: error: level 40 is out of range; allowed: 3 to 12 (higher is more urgent)",
        "/nowhere.yaml: error: cannot be opened: No such file or directory; "
          + "allowed: a readable YAML file",
      ])
  }

  @Test func `a chosen board that cannot be read is reported`() {
    let path = "\(repository)/wiring/doorbell.yaml"
    #expect(
      mistakes { () throws(FileError) in
        try WiringLoader.load(path: path, board: "/nowhere.yaml")
      } == [
        "/nowhere.yaml: error: cannot be opened: No such file or directory; "
          + "allowed: a readable YAML file"
      ])
  }

  @Test func `a board's path is relative to the wiring that says it`() throws {
    let text = "name: a\nboard: ../boards/mock.yaml\ndevices: {}\n"
    let wiring = try WiringLoader.load(text: text, file: "\(repository)/wiring/w.yaml")
    #expect(wiring.board.name == "mock")
  }

  @Test func `another board can be chosen`() throws {
    let path = "\(repository)/wiring/doorbell.yaml"
    let wiring = try WiringLoader.load(path: path, board: "raspberry-pi-5")
    #expect(wiring.board.name == "raspberry-pi-5")
    #expect(wiring.device(named: "button")?.pin?.chip == "pinctrl-rp1")
  }
}
