#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A path that nobody else has.
enum TemporaryName {
  /// The C functions want six X at the end, and put the name there.
  private static let template = "/tmp/board-tests-" + String(repeating: "X", count: 6)

  /// Has one of them, `mkstemp` or `mkdtemp`, make what the name is of; nil when it returns nil.
  static func make<Made>(
    _ call: String, _ body: (inout [CChar]) -> Made?
  ) throws -> (path: String, made: Made) {
    var name = Array(template.utf8CString)
    guard let made = body(&name) else { throw TemporaryFileError(call: call, number: errno) }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (path, made)
  }
}

/// A call that the kernel refused.
package struct TemporaryFileError: Error {
  package let call: String
  package let number: Int32
}
