import Testing

@testable import board_cli

struct TextBytesTests {
  /// What is written into nothing.
  private func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    arguments: [
      (0, "0.000000000"), (15_250, "0.000015250"), (8_342_000_015_250, "8342.000015250"),
      (-1_500_000_000, "-1.500000000"), (.min, "-9223372036.854775808"),
    ] as [(Int64, String)])
  func `a span has nine decimals`(_ nanoseconds: Int64, _ expected: String) {
    #expect(text { $0.append(secondsOf: nanoseconds) } == expected)
  }

  @Test(
    arguments: [
      (0, 1, "0"), (7, 1, "7"), (907, 1, "907"), (7, 3, "007"), (1_234, 3, "1234"),
      (.max, 1, "18446744073709551615"), (1, 20, "00000000000000000001"),
    ] as [(UInt64, Int, String)])
  func `a number has as many digits as it needs, or are wanted`(
    _ number: UInt64, _ width: Int, _ expected: String
  ) {
    #expect(text { $0.append(digitsOf: number, width: width) } == expected)
  }

  @Test func `pieces follow each other`() {
    let long = "é, longer than what a string keeps in place"
    let line = text {
      $0.append(long)
      $0.append("\t" as Unicode.Scalar)
      $0.append(digitsOf: 12)
    }
    #expect(line == "\(long)\t12")
  }
}
