import Testing

struct ReactionReaderTests {
  private func mistakes(_ reaction: String) throws -> [String] {
    try deviceMistakes(
      """
        button: { type: button, pin: 17, level: 4 }
        led: { type: led, pin: 27 }
        console: { type: console, port: header, level: 6 }
      reactions:
        - \(reaction)

      """)
  }

  @Test(arguments: [
    "{ on: button.pressed, do: led.toggle }", "{ on: console.line, do: console.write }",
    "{ on: button.released, do: console.write, text: bye }",
  ])
  func `these are reactions`(reaction: String) throws {
    #expect(try mistakes(reaction) == [])
  }

  @Test(arguments: [
    (
      "{ on: buton.pressed, do: led.on }",
      "11: error: unknown device \"buton\"; allowed: button, console, led; did you mean \"button\"?"
    ),
    (
      "{ on: button.presed, do: led.on }",
      "11: error: device \"button\" has no event \"presed\"; allowed: pressed, released; "
        + "did you mean \"pressed\"?"
    ),
    (
      "{ on: button.held, do: led.on }",
      "11: error: device \"button\" never reports held, for it has no hold time; "
        + "allowed: pressed, released, or held after adding hold: 1s to the device"
    ),
    (
      "{ on: led.on, do: led.on }",
      "11: error: device \"led\" has no event \"on\"; allowed: none"
    ),
    (
      "{ on: button.pressed, do: led.flash }",
      "31: error: device \"led\" has no action \"flash\"; allowed: off, on, toggle"
    ),
    (
      "{ on: button, do: led.on }",
      "11: error: on is \"button\", not a device and its event; "
        + "allowed: a device, a dot and its event, such as button.pressed"
    ),
    (
      "{ on: button.pressed, do: led.on, text: hello }",
      "45: error: on takes no text; allowed: text with write"
    ),
    (
      "{ on: button.pressed, do: console.write }",
      "5: error: pressed carries no line to write; allowed: text: the line to write"
    ),
    ("{ on: button.pressed }", "5: error: the reaction has no \"do\""),
    ("pressed", "5: error: the reaction is \"pressed\"; allowed: a mapping of keys to values"),
  ])
  func `these are not`(reaction: String, message: String) throws {
    #expect(try mistakes(reaction) == ["w.yaml:8:\(message)"])
  }

  @Test func `a device with mistakes of its own can still be named`() throws {
    #expect(
      try deviceMistakes(
        """
          led: { type: led, pin: 99 }
          button: { type: button, pin: 17, level: 4 }
        reactions:
          - { on: button.pressed, do: led.on }

        """) == [
          "w.yaml:4:26: error: GPIO99 is not on the header of Mock board; "
            + "allowed: GPIO0 to GPIO27"
        ])
  }

  @Test func `reactions are a list`() throws {
    #expect(
      try deviceMistakes("  led: { type: led, pin: 17 }\nreactions: { on: a }\n") == [
        "w.yaml:5:12: error: reactions is a mapping, not a list; "
          + "allowed: a list of mappings with on and do"
      ])
  }
}
