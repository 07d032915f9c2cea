import Glibc
import TemporaryFiles
import Testing

/// `board-cli shell` with a script: results on standard output, complaints on standard error.
struct ShellScriptTests {
  @Test func `each verb answers in lines, in virtual time that only advance moves`() throws {
    let result = try Script.play(
      "press button", "get led", "advance 20ms", "get led", "release button", "advance 20ms", "get")
    #expect(
      result.output == """
        button is pressed
        led is off, GPIO27 (J8:13) is low
        0.020 015 s
        led is on, GPIO27 (J8:13) is high
        button is released
        0.040 030 s
        button is released, GPIO17 (J8:11) is high
        led is off, GPIO27 (J8:13) is low

        """)
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test func `mistakes are named with their line, and the lines after them are carried out`() throws
  {
    let result = try Script.play("# a comment", "pres button", "", "get led", "advance never")
    #expect(result.output == "led is off, GPIO27 (J8:13) is low\n")
    let errors = result.errors.split(separator: "\n")
    #expect(errors.count == 2)
    #expect(errors.first?.hasPrefix("<stdin>:2: error: no verb \"pres\"; allowed: press, ") == true)
    #expect(errors.last?.hasPrefix("<stdin>:5: error: advance: \"never\" is no length") == true)
    #expect(result.status == 1)
  }

  @Test func `quit ends a script before its end, and a line needs no line end`() throws {
    #expect(try Script.play("quit", "get led").output == "")
    let script = try TemporaryFile("get led")
    let result = try Program.run(["shell", Repository.doorbell], input: script.path)
    #expect(result.output == "led is off, GPIO27 (J8:13) is low\n")
  }

  @Test func `what is watched is told between the answers`() throws {
    let result = try Script.play(
      "watch button", "press button 80ms", "advance 15ms", "watch off", "advance 1s")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "watching button")
    #expect(lines.contains { $0.contains("timer of button") && $0.contains("led on") })
    #expect(lines.filter { $0.contains("isr button") }.count == 1)
    #expect(lines.last == "1.015 015 s")
  }

  @Test func `a masked line holds what comes until it is unmasked`() throws {
    let result = try Script.play(
      "mask button", "press button", "advance 20ms", "lines --json", "get led", "unmask button",
      "advance 20ms", "get led")
    #expect(result.output.contains(#""enabled":true,"masked":true,"pending":true"#))
    #expect(result.output.hasSuffix("led is on, GPIO27 (J8:13) is high\n"))
    #expect(result.output.contains("led is off"))
  }

  @Test func `a console is talked to, unplugged and plugged in again`() throws {
    let result = try Script.play(
      "send console hello there", "advance 10ms", "heard console", "heard console",
      "unplug console", "send console nobody", "plug console", "bytes console 62 61 63 6B 0A",
      "advance 10ms", "heard console", on: Repository.echo)
    #expect(result.output.contains("\n\"hello there\\r\\n\"\n\"\"\n"))
    #expect(
      result.errors
        == "<stdin>:6: error: serial0 is gone: it was unplugged or its chip was removed\n")
    #expect(result.output.hasSuffix("\n\"back\\r\\n\"\n"))
    #expect(result.status == 1)
  }

  @Test func `a storm is served, and every edge has its number`() throws {
    let result = try Script.play(
      "storm button 1000 1us", "advance 1s", "interrupts --json", "counters --json")
    #expect(result.output.contains("1000 edges storm button, in 1 ms"))
    #expect(result.output.contains(#"{"of":"GPIO17 (J8:11)","what":"edges","count":1000}"#))
    let served = try #require(number(behind: #""served":"#, in: result.output))
    let dropped = try #require(
      number(behind: #""what":"oldest dropped","count":"#, in: result.output))
    let lost = try #require(number(behind: #""lost":"#, in: result.output))
    #expect(served + dropped == 1000)
    // What is served fast can still find the ring full.
    #expect(dropped > 0 && lost >= dropped)
  }

  @Test func `lost edges, wires, pulls and waves do what they do on a table`() throws {
    let result = try Script.play(
      "lose button 1", "press button", "advance 20ms", "get led", "wire GPIO22 GPIO23",
      "pull GPIO23 up", "get GPIO22", "set GPIO23 low", "get GPIO22", "set GPIO23 free",
      "pulse GPIO22 1ms", "get GPIO23", "advance 2ms", "get GPIO23", "turn GPIO5 GPIO6 2",
      "unplug GPIO17", "get button")
    #expect(result.output.contains("led is off"))
    for line in [
      "GPIO22 (J8:15) is high", "GPIO22 (J8:15) is low", "GPIO23 (J8:16) is low",
      "GPIO23 (J8:16) is high", "turned 2 steps on GPIO5 (J8:29) and GPIO6 (J8:31), in 8 ms",
    ] {
      #expect(result.output.contains(line + "\n"))
    }
    #expect(result.errors.contains("<stdin>:17: error: GPIO17 (J8:11) is gone"))
  }

  @Test func `a recording is a trace from where it began`() throws {
    let trace = try TemporaryFile()
    let result = try Script.play(
      "advance 1s", "record \(trace.path)", "press button", "advance 20ms", "record off",
      "release button", "advance 20ms")
    #expect(result.status == 0)
    let lines = trace.text.split(separator: "\n")
    #expect(lines.first?.contains(#""wiring":"doorbell""#) == true)
    #expect(lines.first?.contains(#""whole":false"#) == true)
    #expect(lines.contains { $0.contains(#""edge""#) })
    #expect(lines.dropFirst().allSatisfy { !$0.contains("released") })
  }

  @Test func `a recording that begins in the middle is not replayed, and it is said why`() throws {
    let trace = try TemporaryFile()
    let result = try Script.play("record \(trace.path)", "press button", "advance 1s")
    #expect(
      result.output.contains("from here on; shell --record makes one that replays"))
    let replay = try Program.run(["replay", trace.path])
    #expect(replay.status == 2)
    #expect(
      replay.errors.hasPrefix(
        "\(trace.path):1:1: error: the recording begins in the middle of a session; allowed: "))
    #expect(try Program.run(["trace", "convert", trace.path, "--to", "text"]).status == 0)
  }

  @Test func `a session that is recorded from its beginning replays to the byte`() throws {
    let trace = try TemporaryFile()
    let again = try TemporaryFile()
    let result = try Script.play(
      "press button 80ms", "advance 1s", "mask button", "press button", "advance 20ms",
      "unmask button", "set led toggle", "advance 1s", "storm button 20 1ms", "advance 1s",
      options: ["--record", trace.path])
    #expect(result.status == 0, "\(result.errors)")
    let replay = try Program.run(["replay", trace.path, "--record", again.path])
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
    #expect(again.text == trace.text)
  }

  @Test func `a recording that cannot be written is told of`() throws {
    let result = try Script.play(
      "record /nonexistent/trace", "record /dev/full", "advance 1s", "record off")
    #expect(
      result.errors.contains(
        "<stdin>:1: error: record: /nonexistent/trace: error: cannot be written"))
    #expect(result.errors.contains("<stdin>:4: error: record: /dev/full"))
    #expect(result.status == 1)
  }

  @Test func `tables are the same for people and for programs`() throws {
    let result = try Script.play(
      "lines", "interrupts", "deferred", "requests", "counters", "requests --json", "help",
      "help storm")
    for title in [
      "line            device  level  trigger", "line            a second  served  merged",
      "device  call  state", "device  current  begun", "of              what",
    ] {
      #expect(result.output.contains("\n" + title) || result.output.hasPrefix(title), "\(title)")
    }
    #expect(result.output.contains(#"{"requests":[{"device":"button","begun":0,"success":0,"#))
    #expect(result.output.contains("storm LINE COUNT [EACH]\n  lets a line interrupt"))
    #expect(result.status == 0)
  }

  @Test func `a bare board can be driven too`() throws {
    let script = try TemporaryFile("set GPIO22 high\nget GPIO22\n")
    let result = try Program.run(
      ["shell", "--board", Repository.path("boards/mock.yaml")], input: script.path)
    #expect(result.output == "GPIO22 (J8:15) is driven high\nGPIO22 (J8:15) is high\n")
  }

  @Test func `bad files are told of at once, and bad options with the remedy`() throws {
    #expect(try Program.run(["shell", "/nonexistent.yaml"]).status == 2)
    let result = try Program.run(["shell", Repository.doorbell, "--speed", "max"])
    #expect(result.status == 64)
    #expect(result.errors.contains("use --still"))
  }

  @Test func `a reader that goes away ends a script in silence`() throws {
    let script = try TemporaryFile(String(repeating: "help\n", count: 10_000))
    let program = try Program(["shell", Repository.doorbell], input: script.path)
    #expect(program.readLine() != nil)
    program.closeOutput()
    let result = program.wait()
    #expect(result.status == 141)
    #expect(result.errors == "")
  }

  private func number(behind key: String, in text: String) -> Int? {
    guard let start = text.firstRange(of: key)?.upperBound else { return nil }
    return Int(text[start...].prefix { $0.isNumber })
  }
}
