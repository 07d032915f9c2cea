import BoardHAL
import BoardHALMock
import Firmware
import Testing

struct TraceEncoderTests {
  /// Names that need no firmware.
  private struct Names: TraceNames {
    func label(of line: LineID) -> String { "L\(line.index)" }
    func name(of device: DeviceID) -> String { "D\(device.index)" }
    func name(ofEvent code: UInt8, of device: DeviceID) -> String { "E\(code)" }
    func name(ofAction code: UInt8, of device: DeviceID) -> String { "A\(code)" }
  }

  private static let line = LineID(1)
  private static let device = DeviceID(2)

  /// One of each kind of happening, and what is written of it after time, processor and word.
  private static let happenings: [(TraceEvent.Kind, String)] = [
    (
      .edge(line, .rising, .active, sequence: 7),
      #""edge","line":"L1","edge":"rising","value":"active","sequence":7"#
    ),
    (
      .edge(line, .falling, .inactive, sequence: 8),
      #""edge","line":"L1","edge":"falling","value":"inactive","sequence":8"#
    ),
    (
      .received(line, .breakSignal, count: 0),
      #""received","line":"L1","kind":"break","count":0,"generation":0"#
    ),
    (.raised(line), #""raised","line":"L1""#),
    (.lostBefore(line, count: 3), #""lost-before","line":"L1","count":3"#),
    (.merged(line), #""merged","line":"L1""#),
    (.ignored(line), #""ignored","line":"L1""#),
    (.unclaimed(line), #""unclaimed","line":"L1""#),
    (.gate(line, .masked), #""gate","line":"L1","gate":"masked""#),
    (
      .serviceBegan(line, device: device, level: .dispatch),
      #""service-began","line":"L1","device":"D2","level":2"#
    ),
    (
      .serviceEnded(line, device: device, .snapshotLost),
      #""service-ended","line":"L1","device":"D2","outcome":"snapshot-lost""#
    ),
    (.deferredBegan(device: device, call: 1), #""deferred-began","device":"D2","call":1"#),
    (
      .deferredEnded(device: device, call: 0, items: 4, lost: 5),
      #""deferred-ended","device":"D2","call":0,"items":4,"lost":5"#
    ),
    (
      .timerExpired(device: device, timer: 1, periods: 2),
      #""timer-expired","device":"D2","timer":1,"periods":2"#
    ),
    (
      .event(device: device, code: 3, value: -4),
      #""device-event","device":"D2","name":"E3","value":-4"#
    ),
    (.eventLost(device: device, code: 3), #""device-event-lost","device":"D2","name":"E3""#),
    (.action(device: device, code: 3), #""action","device":"D2","name":"A3""#),
    (
      .drove(device: device, OutputID(6), .active),
      #""drove","device":"D2","output":6,"value":"active""#
    ),
    (
      .transmitted(device: device, line, count: 9),
      #""transmitted","device":"D2","line":"L1","count":9,"bytes":"""#
    ),
    (
      .sampled(device: device, line, .active),
      #""sampled","device":"D2","line":"L1","value":"active""#
    ),
    (.clock(device: device), #""clock","device":"D2""#),
    (.delivered(device: device, code: 3), #""device-event-delivered","device":"D2","name":"E3""#),
    (.shutDown, #""shut-down""#),
    (.fault(device: device, .falseClaim), #""fault","device":"D2","fault":"false-claim""#),
  ]

  @Test(arguments: happenings.indices)
  func `a happening is one line, with names for numbers`(_ index: Int) {
    let (kind, members) = Self.happenings[index]
    var encoder = TraceEncoder()
    encoder.encode(
      TraceEvent(time: .start + .microseconds(1_500), processor: 1, kind: kind), Names())
    #expect(
      String(decoding: encoder.bytes, as: UTF8.self)
        == "{\"time\":1500000,\"processor\":1,\"event\":\(members)}\n")
  }

  @Test func `requests have numbers`() throws {
    let request = try #require(RequestID(5))
    var encoder = TraceEncoder()
    for kind: TraceEvent.Kind in [
      .requestBegan(device: Self.device, request),
      .requestEnded(device: Self.device, request, .cancelled),
    ] {
      encoder.encode(TraceEvent(time: .start, processor: 0, kind: kind), Names())
    }
    #expect(
      String(decoding: encoder.bytes, as: UTF8.self) == """
        {"time":0,"processor":0,"event":"request-began","device":"D2","request":5}
        {"time":0,"processor":0,"event":"request-ended","device":"D2","request":5,\
        "status":"cancelled"}

        """)
  }

  @Test func `the header says what is connected to what`() throws {
    let rig = Rig()
    try rig.probe("bell", level: 4)
    var encoder = TraceEncoder()
    var header = TraceHeader(wiring: "test", board: "bare", rig.firmware)
    header.outputs = [.init(device: "bell", label: "GPIO1", active: .low)]
    header.sources = [.init(name: "test.yaml", text: "name: test\n")]
    encoder.encode(header)
    #expect(
      String(decoding: encoder.bytes, as: UTF8.self) == """
        {"trace":2,"wiring":"test","board":"bare","clock":"virtual","service-time":0,\
        "deferred-time":0,"accounting":false,"processors":1,"devices":["bell"],\
        "lines":[{"line":"bell","level":4,"devices":["bell"],"source":"software"}],\
        "outputs":[{"device":"bell","pin":"GPIO1","active":"low"}],\
        "sources":[{"file":"test.yaml","text":"name: test\\u000a"}]}

        """)
  }

  @Test func `the last line counts the happenings, and those that were dropped`() {
    var encoder = TraceEncoder()
    for _ in 1...3 {
      encoder.encode(TraceEvent(time: .start, processor: 0, kind: .raised(Self.line)), Names())
    }
    encoder.removeAll()
    encoder.encodeEnd(dropped: 7)
    #expect(String(decoding: encoder.bytes, as: UTF8.self) == "{\"end\":3,\"dropped\":7}\n")
  }

  @Test func `what the application did says so`() {
    var encoder = TraceEncoder()
    var event = TraceEvent(time: .start, processor: 0, kind: .gate(Self.line, .masked))
    event.isByApplication = true
    encoder.encode(event, Names())
    #expect(
      String(decoding: encoder.bytes, as: UTF8.self) == """
        {"time":0,"processor":0,"event":"gate","line":"L1","gate":"masked","by":"application"}

        """)
  }

  @Test(arguments: [
    ("hello", #""text":"hello""#), ("\u{1}ü", #""text":"\u0001ü""#),
  ])
  func `a text is readable`(_ text: String, _ member: String) {
    #expect(encoded(Array(text.utf8)).hasSuffix("\(member)}\n"))
  }

  @Test func `a text that is none is kept as bytes`() {
    #expect(encoded([0x01, 0xFF]).hasSuffix(#""bytes":"01ff"}"# + "\n"))
  }

  @Test(arguments: [1, 32, 33, 64, 256])
  func `a text of any length is one line`(_ count: Int) {
    let text = String(repeating: "x", count: count)
    let line = encoded(Array(text.utf8))
    #expect(line.hasSuffix(#""text":"\#(text)"}"# + "\n"))
    #expect(line.filter { $0 == "\n" }.count == 1)
  }

  /// An event with a text, recorded and taken as the dispatcher does it.
  private func encoded(_ bytes: [UInt8]) -> String {
    var encoder = TraceEncoder()
    var piece = TraceEvent(
      time: .start, processor: 0, kind: .event(device: Self.device, code: 1, value: 0))
    var start = 0
    while start < bytes.count {
      piece.bytes = TraceBytes(bytes.span, from: start)
      start += piece.bytes.count
      piece.bytesToCome = UInt16(bytes.count - start)
      encoder.encode(piece, Names())
      piece = TraceEvent(time: .start, processor: 0, kind: .more)
    }
    return String(decoding: encoder.bytes, as: UTF8.self)
  }

  @Test func `what was taken is gone`() {
    var encoder = TraceEncoder()
    encoder.encode(TraceEvent(time: .start, processor: 0, kind: .raised(Self.line)), Names())
    encoder.removeAll()
    #expect(encoder.bytes.isEmpty)
  }
}
