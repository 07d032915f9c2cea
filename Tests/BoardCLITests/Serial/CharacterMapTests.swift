import Testing

@testable import board_cli

struct CharacterMapTests {
  @Test(
    arguments: [
      ("", "a\r\n\u{C}", "a\r\n\u{C}"), ("ICRNL", "a\rb", "a\nb"), ("IGNCR", "a\r\n", "a\n"),
      ("IGNCR,ICRNL", "a\r\n", "a\n"), ("INLCR", "a\n", "a\r"), ("INLCRNL", "a\n", "a\r\n"),
      ("INLCR,INLCRNL", "a\n", "a\r\n"), ("ICRCRNL", "a\rb", "a\r\nb"),
      ("IFFESCC", "a\u{C}b", "a\u{1B}cb"), ("IMSB2LSB", "a", "\u{86}"), ("inlcrnl", "\n", "\r\n"),
      ("OLTU", "abc", "abc"),
    ])
  func `what is received is shown as the flags say`(
    _ flags: String, _ received: String, _ shown: String
  ) throws {
    let map = try CharacterMap(parsing: flags)
    var bytes: [UInt8] = []
    for byte in received.latin { map.received(byte, into: &bytes) }
    #expect(bytes == shown.latin)
  }

  @Test(
    arguments: [
      ("", "a\r\n\u{7F}", "a\r\n\u{7F}"), ("OCRNL", "a\r", "a\n"), ("ODELBS", "\u{7F}", "\u{8}"),
      ("ONLCRNL", "a\n", "a\r\n"), ("OLTU", "aZ1", "AZ1"), ("OIGNCR", "a\r\n", "a\n"),
      ("OIGNCR,OCRNL", "a\r", "a"), ("ICRNL", "\r", "\r"),
    ])
  func `what is typed is sent as the flags say`(
    _ flags: String, _ typed: String, _ sent: String
  ) throws {
    let map = try CharacterMap(parsing: flags)
    var bytes: [UInt8] = []
    for byte in typed.latin {
      guard case .bytes(let more) = map.sent(byte) else { continue }
      bytes += more
    }
    #expect(bytes == sent.latin)
  }

  @Test func `a zero becomes a break when that is asked for`() throws {
    #expect(try CharacterMap(parsing: "ONULBRK").sent(0) == .breakSignal)
    #expect(CharacterMap().sent(0) == .bytes([0]))
  }

  @Test func `flags are told as they can be typed again`() throws {
    #expect(try CharacterMap(parsing: "olTu,INLCRNL").text == "INLCRNL,OLTU")
  }

  @Test func `a flag that there is not is an error with those that there are`() throws {
    let error = #expect(throws: VerbError.self) { try CharacterMap(parsing: "INLCRNL,ONLCRLN") }
    #expect(error?.description.contains("no map flag \"ONLCRLN\"") == true)
    #expect(error?.description.hasSuffix("did you mean \"ONLCRNL\"?") == true)
  }
}

extension String {
  /// The text as bytes, of characters that are one each.
  fileprivate var latin: [UInt8] { unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
}
