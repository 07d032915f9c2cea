import BoardFiles
import BoardHAL
import Testing

struct PinSpellingTests {
  private let board: BoardDescription

  init() throws {
    board = try BoardLoader.load(path: "\(repository)/boards/raspberry-pi-5.yaml")
  }

  private func refusal(_ spelling: String) -> String {
    do throws(PinSpelling.Failure) {
      return "\(try PinSpelling.resolve(spelling, on: board))"
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    "17", "GPIO17", "gpio17", "BCM17", "bcm17", "J8:11", "j8:11", "BOARD11", "board11",
    "pinctrl-rp1:17", "PIN11",
  ])
  func `every spelling is printed in one way`(spelling: String) throws {
    #expect("\(try PinSpelling.resolve(spelling, on: board))" == "GPIO17 (J8:11)")
  }

  @Test func `what is printed can be read back`() throws {
    for pin in board.pins {
      #expect(try PinSpelling.resolve("GPIO\(pin.number)", on: board) == pin)
      #expect(try PinSpelling.resolve("\(pin.header):\(pin.position)", on: board) == pin)
      for name in pin.lineNames {
        #expect(try PinSpelling.resolve(name, on: board) == pin)
      }
    }
  }

  @Test(arguments: [
    ("28", "GPIO28 is not on the header of Raspberry Pi 5; allowed: GPIO0 to GPIO27"),
    ("GPIO99", "GPIO99 is not on the header of Raspberry Pi 5; allowed: GPIO0 to GPIO27"),
    ("J8:1", "J8:1 is the 3.3 V supply; allowed: a GPIO pin"),
    ("J8:2", "J8:2 is the 5 V supply; allowed: a GPIO pin"),
    ("BOARD6", "J8:6 is ground; allowed: a GPIO pin"),
    ("J8:41", "Raspberry Pi 5 has no header pin J8:41; allowed: J8:1 to J8:40"),
    ("J8:0", "Raspberry Pi 5 has no header pin J8:0; allowed: J8:1 to J8:40"),
    (
      "gpiochip0:17",
      "chip numbers such as \"gpiochip0\" change from one kernel to the next; "
        + "allowed: J8:17, pinctrl-rp1:17"
    ),
    (
      "pinctrl-rp2:17",
      "Raspberry Pi 5 has no chip or header \"pinctrl-rp2\"; allowed: J8:17, pinctrl-rp1:17; "
        + "did you mean \"pinctrl-rp1:17\"?"
    ),
    (
      "pinctrl-rp1:40",
      "line 40 of pinctrl-rp1 is not on the header of Raspberry Pi 5; allowed: GPIO0 to GPIO27"
    ),
  ])
  func `a pin the board lacks is refused with a reason`(spelling: String, message: String) {
    #expect(refusal(spelling) == message)
  }

  @Test(arguments: [
    ("GPOI17", "; did you mean \"GPIO17\"?"), ("", ""), ("banana", ""), ("-1", ""), ("１７", ""),
    ("017", ""), ("0x11", ""), ("17 ", ""),
    ("99999999999999999999", ""), ("J8:", ""), (":", ""), ("GPIO", "; did you mean \"GPIO2\"?"),
  ])
  func `what is no pin at all is refused with the spellings`(spelling: String, guess: String) {
    let forms = "2, GPIO2, BCM2, J8:3, BOARD3, pinctrl-rp1:2 or a line name"
    let message = refusal(spelling)
    #expect(message.hasPrefix("\"\(spelling)\" is not a pin of Raspberry Pi 5; allowed: \(forms)"))
    #expect(message.hasSuffix(guess))
  }
}
