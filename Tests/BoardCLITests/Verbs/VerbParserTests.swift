import BoardFiles
import BoardHAL
import Testing

@testable import board_cli

struct VerbParserTests {
  private let wiring: WiringDescription
  private let parser: VerbParser

  init() throws {
    wiring = try WiringLoader.load(path: Repository.doorbell)
    parser = VerbParser(wiring: wiring)
  }

  @Test func `a verb is resolved against the wiring`() throws {
    let button = try #require(wiring.device(named: "button"))
    #expect(try parser.parse("press button 80ms") == .press(button, length: .milliseconds(80)))
    #expect(try parser.parse("press button") == .press(button, length: nil))
    #expect(try parser.parse("watch") == .watch(.everything))
    #expect(try parser.parse("# nothing") == nil)
  }

  @Test(arguments: ["button", "17", "GPIO17", "J8:11", "BOARD11"])
  func `a line is named by its device or its pin`(_ name: String) throws {
    let button = try #require(wiring.device(named: "button"))
    #expect(try parser.parse("mask \(name)") == .mask(button))
  }

  @Test(arguments: [
    ("pres button", #"no verb "pres"; allowed: press, "#),
    ("pres button", #"did you mean "press"?"#),
    ("press buton", #"no button "buton"; allowed: button; did you mean "button"?"#),
    ("press led", #"no button "led"; allowed: button"#),
    ("press", "press: BUTTON is missing; usage: press BUTTON [TIME]"),
    ("press button 80", #""80" is no length of time; write it as 200us, 80ms or 5s"#),
    ("press button 0ms", "is no length of time"),
    ("press button 80ms more", #""more" is too much"#),
    ("set led brighter", #"no state "brighter"; allowed: high, low, free, on, off, toggle"#),
    ("get GPIO99", "GPIO99 is not on the header"),
    ("get ledd", #"did you mean "led"?"#),
    ("mask led", #"no line "led"; allowed: button"#),
    ("send serial9 hi", #"no serial port "serial9"; allowed: serial0, serial1"#),
    ("send serial0", "TEXT… is missing"),
    ("bytes serial0 0", "write two hexadecimal digits"),
    ("wave button -x- 1ms", #""x" at position 1 is no voltage"#),
    ("storm button 0", "allowed: 1 to"),
    ("view 80 plain", "write it as 80x24"),
    ("lines --xml", "allowed: --text, --json"),
  ])
  func `a mistake is named, with what is allowed`(_ line: String, _ words: String) throws {
    let error = #expect(throws: VerbError.self) { try parser.parse(line) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}
