import BoardFiles
import BoardHAL
import TemporaryFiles
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that cannot be read, and bytes that a Swift string cannot hold.
struct SourceFileTests {
  private func load(_ path: String) -> [String] {
    mistakes { () throws(FileError) in try WiringLoader.load(path: path) }
  }

  /// Runs `body` with a file of these bytes.
  private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let file = try TemporaryFile(bytes)
    try withExtendedLifetime(file) { try body(file.path) }
  }

  @Test func `a missing file`() {
    #expect(
      load("/nowhere/w.yaml") == [
        "/nowhere/w.yaml: error: cannot be opened: No such file or directory; "
          + "allowed: a readable YAML file"
      ])
  }

  @Test func `a directory`() {
    #expect(load("/tmp") == ["/tmp: error: is a directory; allowed: a readable YAML file"])
  }

  @Test func `a device`() {
    #expect(
      load("/dev/zero") == [
        "/dev/zero: error: is not a regular file; allowed: a readable YAML file"
      ])
  }

  @Test func `a file that cannot be read`() throws {
    // Opens for everybody, root too, and refuses the first read.
    #expect(
      load("/proc/self/mem") == [
        "/proc/self/mem: error: cannot be read: Input/output error; allowed: a readable YAML file"
      ])
    try withFile(Array("name: a\n".utf8)) { path in
      chmod(path, 0)
      // Permissions do not bind root.
      let refused =
        "\(path): error: cannot be opened: Permission denied; allowed: a readable YAML file"
      #expect(load(path).contains(refused) == (geteuid() != 0))
    }
  }

  @Test func `a path with a NUL byte`() {
    #expect(
      load("a\0b") == [
        "a\0b: error: \"a\\u{0}b\" is not a path; allowed: a readable YAML file"
      ])
  }

  @Test func `bytes that are not UTF-8 are named with their place`() throws {
    try withFile(Array("name: a\ntitle: é".utf8) + [0xE9, 0x21, 0x0A]) { path in
      #expect(
        load(path) == [
          "\(path):2:9: error: byte 0xE9 is not UTF-8; allowed: text saved as UTF-8"
        ])
    }
  }

  @Test func `UTF-16 is not UTF-8`() throws {
    try withFile([0xFF, 0xFE, 0x6E, 0x01]) { path in
      #expect(
        load(path) == ["\(path):1:1: error: byte 0xFF is not UTF-8; allowed: text saved as UTF-8"])
    }
  }

  @Test func `ten megabytes are refused`() throws {
    try withFile([UInt8](repeating: 0x61, count: 10_000_000)) { path in
      #expect(
        load(path) == ["\(path): error: the file is too large; allowed: at most 1048576 bytes"])
    }
  }
}
