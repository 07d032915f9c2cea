import Testing

@testable import board_cli

struct MessageTests {
  @Test(arguments: [
    Message.hello("doorbell"), .name(.device, "led"), .result("led is on, GPIO27 is high"),
    .result(""), .complaint("no verb"), .happening("   0.500 000  GPIO17"), .done(isLast: false),
    .done(isLast: true),
  ])
  func `a message comes out as it went in`(_ message: Message) {
    #expect(message.line.hasSuffix("\n"))
    #expect(Message(String(message.line.dropLast())) == message)
  }

  @Test(arguments: ["", "?", "board-cli 2 doorbell", "+ nothing", "+ planet earth"])
  func `what no session of this version sends is no message`(_ line: String) {
    #expect(Message(line) == nil)
  }
}
