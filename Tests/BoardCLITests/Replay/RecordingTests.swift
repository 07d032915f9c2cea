import BoardFiles
import BoardHAL
import BoardHALMock
import Firmware
import Testing

@testable import board_cli

/// Recordings, and the replays of them.
struct RecordingTests {
  /// What a replay of a trace comes to: nil when it is the same.
  private func difference(_ trace: [UInt8]) throws -> Replay.Difference? {
    let file = try TraceFile(trace, name: "test.jsonl")
    let replay = Replay(file, on: try file.sources().load())
    try replay.run()
    return replay.difference
  }

  /// The same in words, for a failure to show.
  private func report(_ trace: [UInt8]) throws -> String? {
    let file = try TraceFile(trace, name: "test.jsonl")
    return try difference(trace)?.text(in: file)
  }

  /// Presses, lines of text, an overrun, a pulled cable: all at once.
  private func makeNoise(_ recorder: Recorder) throws {
    let start = recorder.firmware.now
    try recorder.board.drive(
      recorder.button, Waveform(parsing: "-_-_---__-_____________--_-_--------------_-_--"),
      each: .microseconds(300))
    recorder.peer.send("hello\nand a longer line that takes more than one record\n")
    recorder.peer.sendFraming(0x55, at: start + .milliseconds(7))
    recorder.peer.sendOverrun(3, at: start + .milliseconds(8))
    recorder.peer.send([1, 0xFF, 0x0A], at: start + .milliseconds(9))
    recorder.peer.hangUp(at: start + .milliseconds(14))
    recorder.peer.reconnect(at: start + .milliseconds(20))
    recorder.peer.send("again\n", at: start + .milliseconds(21))
    recorder.run(for: .milliseconds(40))
  }

  @Test func `a recording of virtual time replays to the byte`() throws {
    let recorder = try Recorder()
    try makeNoise(recorder)
    #expect(try report(recorder.finish()) == nil)
  }

  @Test(arguments: 1...20)
  func `a recording of a real clock replays to the byte`(_ seed: UInt64) throws {
    let recorder = try Recorder(seed: seed)
    try makeNoise(recorder)
    let trace = recorder.finish()
    #expect(String(decoding: trace, as: UTF8.self).contains("\"event\":\"clock\""))
    let report = try report(trace)
    #expect(report == nil)
  }

  @Test(arguments: [nil, 7])
  func `what the application did is done again`(_ seed: UInt64?) throws {
    let recorder = try Recorder(seed: seed)
    let firmware = recorder.firmware
    let line = recorder.line("button")
    let led = try #require(firmware.device(named: "led"))
    recorder.run(for: .milliseconds(1))
    firmware.raise(line)
    firmware.raise(line)
    recorder.run(for: .milliseconds(1))
    firmware.mask(line)
    try recorder.board.press(recorder.button)
    recorder.run(for: .milliseconds(5))
    firmware.unmask(line)
    recorder.run(for: .milliseconds(5))
    let code = try #require(firmware.code(ofAction: "toggle", of: led))
    firmware.onEvent = { event, context in
      if event.code == Button.Event.released.rawValue { context.post(code, to: led) }
    }
    try recorder.board.release(recorder.button)
    recorder.run(for: .milliseconds(5))
    let trace = recorder.finish()
    let text = String(decoding: trace, as: UTF8.self)
    #expect(text.contains(#""name":"toggle","by":"application""#))
    #expect(text.contains(#""gate":"masked","by":"application""#))
    let report = try report(trace)
    #expect(report == nil)
  }

  @Test(arguments: [nil, 3])
  func `losses are replayed as they were counted`(_ seed: UInt64?) throws {
    let recorder = try Recorder(seed: seed)
    let line = recorder.line("button")
    // A masked line's latch takes 16 edges, the board's buffer 16 more: of 40, 8 are lost.
    recorder.firmware.mask(line)
    try recorder.board.drive(
      recorder.button, Waveform(parsing: String(repeating: "_-", count: 20)),
      each: .microseconds(50))
    recorder.run(for: .milliseconds(5))
    recorder.firmware.unmask(line)
    recorder.run(for: .milliseconds(10))
    let trace = recorder.finish()
    #expect(String(decoding: trace, as: UTF8.self).contains(#""lost-before","line":"GPIO17"#))
    let report = try report(trace)
    #expect(report == nil)
  }

  @Test func `a trace that was tampered with differs at that line`() throws {
    let recorder = try Recorder()
    try makeNoise(recorder)
    let text = String(decoding: recorder.finish(), as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let index = try #require(lines.firstIndex { $0.contains(#""event":"drove""#) })
    lines[index] = lines[index].replacing("\"active\"", with: "\"inactive\"")
    let difference = try #require(try difference(Array(lines.joined(separator: "\n").utf8)))
    #expect(difference.line == index + 1)
    #expect(difference.recorded == lines[index])
    #expect(difference.replayed?.contains("\"active\"") == true)
  }

  @Test func `a recorded input that is missing shows as what does not happen again`() throws {
    let recorder = try Recorder()
    try recorder.board.press(recorder.button)
    recorder.run(for: .milliseconds(5))
    let text = String(decoding: recorder.finish(), as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let edge = try #require(lines.firstIndex { $0.contains(#""event":"edge""#) })
    lines.remove(at: edge)
    let end = try #require(lines.firstIndex { $0.hasPrefix("{\"end\":") })
    lines[end] = "{\"end\":\(end - 1),\"dropped\":0}"
    let difference = try #require(try difference(Array(lines.joined(separator: "\n").utf8)))
    #expect(difference.line == edge + 1)
    #expect(difference.recorded?.contains("service-began") == true)
  }
}
