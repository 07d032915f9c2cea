import BoardHALLinux
import Testing

@testable import board_cli

struct KeyReaderTests {
  private func strokes(_ keys: String, isHexadecimal: Bool = false) -> [KeyReader.Stroke] {
    var reader = KeyReader()
    reader.isHexadecimal = isHexadecimal
    return keys.utf8.compactMap { reader.take($0) }
  }

  @Test func `keys are for the port, Ctrl-C and Ctrl-D with them`() {
    #expect(strokes("a\u{3}\u{4}\r") == [.byte(0x61), .byte(3), .byte(4), .byte(13)])
  }

  @Test(arguments: KeyCommand.allCases)
  func `ctrl-t makes the next key a command, and only that one`(_ command: KeyCommand) {
    #expect(strokes("\u{14}\(command.rawValue)").first == .command(command))
    #expect(strokes("\(command.rawValue)") == [.byte(command.rawValue.asciiValue ?? 0)])
  }

  @Test func `ctrl-t twice sends one`() {
    #expect(strokes("\u{14}\u{14}a") == [.byte(0x14), .byte(0x61)])
  }

  @Test func `a key that does nothing is told, and not sent`() {
    #expect(strokes("\u{14}Za") == [.unknown(0x5A), .byte(0x61)])
  }

  @Test func `a wire is chosen by number or letter, and another key lets it be`() {
    #expect(
      strokes("\u{14}g0\u{14}pr\u{14}gx") == [
        .command(.toggleWire), .wire(.dataTerminalReady, for: .toggleWire),
        .command(.pulseWire), .wire(.requestToSend, for: .pulseWire),
        .command(.toggleWire), .cancelled,
      ])
  }

  @Test func `a mapping is typed with corrections, and ended with return`() {
    #expect(
      strokes("\u{14}mOX\u{7F}\r") == [
        .command(.changeMap), .echo("O"), .echo("X"), .echo("\u{8} \u{8}"), .map("O"),
      ])
    #expect(strokes("\u{14}mO\u{1B}a").suffix(2) == [.cancelled, .byte(0x61)])
  }

  @Test func `two hexadecimal digits are one byte`() {
    #expect(strokes("0aFf", isHexadecimal: true) == [.byte(0x0A), .byte(0xFF)])
    #expect(strokes("0g41", isHexadecimal: true) == [.noDigit(0x67), .byte(0x41)])
    #expect(strokes("4\u{14}q", isHexadecimal: true) == [.command(.quit)])
  }
}
