import BoardHAL
import Firmware
import Testing

@testable import board_cli

/// Waveforms of traces, read back as a viewer would.
struct VCDTests {
  /// A VCD as far as these tests need it: the value of each wire from each time on.
  private struct Reading {
    var timescale = ""
    var wires: [String: [(time: Int, value: Character)]] = [:]
    var end = 0

    init(_ text: [UInt8]) {
      var names: [Substring: String] = [:]
      var time = 0
      for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
        let words = line.split(separator: " ")
        if line.hasPrefix("$timescale") {
          timescale = words.dropFirst().dropLast().joined(separator: " ")
        } else if line.hasPrefix("$var") {
          names[words[3]] = String(words[4])
        } else if line.hasPrefix("#") {
          time = Int(line.dropFirst()) ?? -1
        } else if let value = line.first, let name = names[line.dropFirst()] {
          wires[name, default: []].append((time, value))
        }
      }
      end = time
    }

    func value(of wire: String, at time: Int) -> Character? {
      wires[wire]?.last { $0.time <= time }?.value
    }

    /// The bytes of a serial wire, sampled in the middle of each bit as a receiver does it.
    func bytes(on wire: String, bit: Double, dataBits: Int = 8, frame: Int = 10) -> [UInt8] {
      var bytes: [UInt8] = []
      var time = 0
      while let start = wires[wire]?.first(where: { $0.time >= time && $0.value == "0" }) {
        func sample(_ number: Int) -> Bool {
          value(of: wire, at: start.time + Int((Double(number) + 0.5) * bit)) == "1"
        }
        var byte: UInt8 = 0
        for number in 0..<dataBits where sample(number + 1) { byte |= 1 << UInt8(number) }
        bytes.append(byte)
        time = start.time + Int((Double(frame) - 0.5) * bit)
      }
      return bytes
    }
  }

  private func trace(_ name: String) throws -> TraceFile {
    try TraceFile(Array(try Golden.text("\(name).jsonl").utf8), name: name)
  }

  @Test func `the bytes of a serial port can be read back from its wires`() throws {
    let trace = try trace("echo")
    let reading = Reading(VCD(trace).text)
    #expect(reading.timescale == "1 us")
    func bytes(_ pick: (TraceEvent.Kind) -> Bool) -> [UInt8] {
      trace.entries.filter { pick($0.event.kind) }.flatMap(\.bytes)
    }
    let sent = bytes { if case .transmitted = $0 { true } else { false } }
    #expect(String(decoding: sent.prefix(7), as: UTF8.self) == "hello\r\n")
    let bit = 1_000_000.0 / 115_200
    #expect(reading.bytes(on: "serial0_tx", bit: bit) == sent)
    let received = bytes { if case .received = $0 { true } else { false } }
    #expect(reading.bytes(on: "serial0_rx", bit: bit) == received)
  }

  @Test func `pins are drawn in volts, and routines while they run`() throws {
    let reading = Reading(VCD(try trace("doorbell")).text)
    // The button is active low: up before its press at 0.5 s, down after it.
    #expect(reading.value(of: "GPIO17", at: 499_999) == "1")
    #expect(reading.value(of: "GPIO17", at: 500_000) == "0")
    #expect(reading.value(of: "GPIO27", at: 0) == "0")
    #expect(reading.value(of: "GPIO27", at: 511_000) == "1")
    let service = try #require(reading.wires["isr_button"]?.dropFirst().prefix(2))
    #expect(service.map(\.time) == [500_000, 500_004])
    #expect(reading.end == 9_891_176)
  }

  @Test func `what is shorter than a step of time is counted`() throws {
    let trace = try trace("doorbell")
    #expect(VCD(trace).lostPulses == 0)
    let coarse = try #require(VCDTimescale(.milliseconds(1)))
    let vcd = VCD(trace, timescale: coarse)
    // Thirty services and some fifty deferred calls, none as long as a millisecond.
    #expect(vcd.lostPulses >= 60)
    #expect(Reading(vcd.text).timescale == "1 ms")
  }

  @Test(arguments: [
    (9_600, "1 us"), (115_200, "1 us"), (230_400, "100 ns"), (1_000_000, "100 ns"),
    (4_000_000, "10 ns"), (50_000_000, "1 ns"),
  ])
  func `a bit has at least eight steps`(_ baud: Int, _ timescale: String) {
    #expect(VCDTimescale(baud: baud).text == timescale)
  }

  @Test func `a timescale is a power of ten`() {
    #expect(VCDTimescale(.microseconds(10))?.text == "10 us")
    #expect(VCDTimescale(.microseconds(2)) == nil)
    #expect(VCDTimescale(.seconds(10)) == nil)
  }
}

struct UARTWaveformTests {
  private func levels(_ waveform: UARTWaveform, bit: Int64, count: Int) -> String {
    (0..<count).map { number in
      let time = BoardInstant.start + Nanoseconds(bit * Int64(number) + bit / 2)
      return waveform.changes.last { $0.time <= time }?.isHigh ?? true ? "-" : "_"
    }.joined()
  }

  @Test(arguments: [
    (SerialSettings(baud: 1_000_000), "_-_-_____--"),
    (SerialSettings(baud: 1_000_000, parity: .even), "_-_-______-"),
    (SerialSettings(baud: 1_000_000, parity: .odd), "_-_-_____--"),
    (SerialSettings(baud: 1_000_000, dataBits: 5, stopBits: 2), "_-_-__-----"),
  ])
  func `a character is start bit, data from the lowest, check bit, stop bits`(
    _ settings: SerialSettings, _ drawing: String
  ) {
    var waveform = UARTWaveform(settings)
    waveform.send([0x05], from: .start)
    #expect(levels(waveform, bit: 1_000, count: 11) == drawing)
  }

  @Test func `characters never overlap`() {
    var waveform = UARTWaveform(SerialSettings(baud: 1_000_000))
    waveform.send([0x00], from: .start)
    waveform.send([0x00], from: .start + .microseconds(1))
    #expect(levels(waveform, bit: 1_000, count: 20) == "_________-_________-")
  }

  @Test func `what arrived ends when it was taken`() {
    var waveform = UARTWaveform(SerialSettings(baud: 1_000_000))
    waveform.receive([0x00], by: .start + .microseconds(15))
    #expect(levels(waveform, bit: 1_000, count: 16) == "-----_________--")
  }

  @Test(arguments: [
    (SerialRecord.Kind.framing, 10), (.breakSignal, 20),
  ])
  func `damage is on the wire`(_ kind: SerialRecord.Kind, _ low: Int) {
    var waveform = UARTWaveform(SerialSettings(baud: 1_000_000))
    waveform.receive(kind, 0, by: .start + .microseconds(Int64(low) + 1))
    #expect(
      levels(waveform, bit: 1_000, count: low + 1) == String(repeating: "_", count: low) + "-")
  }
}
