import BoardHAL
import BoardHALMock
import Firmware
import FirmwareTestBench
import Testing

@Suite struct `Reactions` {
  @Test func `answer an event with every action that is written for it, in order`() throws {
    let bench = try DeviceBench(
      [
        DeviceBench.button(), DeviceBench.led("red", pin: 1), DeviceBench.led("green", pin: 2),
      ],
      reactions: [
        ReactionDescription(on: "button", .pressed, do: "green", .on),
        ReactionDescription(on: "button", .pressed, do: "red", .toggle),
        ReactionDescription(on: "button", .released, do: "green", .off),
      ])
    try bench.bench.drive("button", "_-_", each: .milliseconds(1))
    let driven = bench.bench.run().filter { happening in
      if case .drove = happening { true } else { false }
    }
    #expect(
      driven == [.drove("green", .active), .drove("red", .active), .drove("green", .inactive)])
  }

  @Test func `write a line that was received, or a text of their own`() throws {
    let bench = try DeviceBench(
      [DeviceBench.console(.lf)],
      reactions: [
        ReactionDescription(on: "console", .line, do: "console", .write),
        ReactionDescription(on: "console", .line, do: "console", .write, text: "ok"),
      ])
    let peer = try bench.peer()
    peer.send("hello\n")
    bench.bench.run()
    #expect(peer.receivedText == "hello\nok\n")
  }

  @Test(arguments: [
    ReactionDescription(on: "nobody", .pressed, do: "led", .on),
    ReactionDescription(on: "button", .pressed, do: "nobody", .on),
    ReactionDescription(on: "button", .line, do: "led", .on),
    ReactionDescription(on: "button", .pressed, do: "led", .write),
  ])
  func `that name what does not exist are refused`(reaction: ReactionDescription) throws {
    #expect(
      throws: FirmwareError.unknownReaction(
        "on: \(reaction.source).\(reaction.event.rawValue), "
          + "do: \(reaction.target).\(reaction.action.rawValue)")
    ) {
      try DeviceBench([DeviceBench.button(), DeviceBench.led()], reactions: [reaction])
    }
  }
}
