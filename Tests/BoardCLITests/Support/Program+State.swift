import Foundation

/// What the kernel tells of a program that runs.
extension Program {
  /// It waits in the kernel, for whatever.
  var isAsleep: Bool {
    get throws {
      // The name before it may hold anything, brackets too.
      let state = try read("stat").split(separator: ")").last
      return state?.first { $0 != " " } == "S"
    }
  }

  /// How far into a file of its own it has come, in bytes.
  func position(of descriptor: Int32) throws -> Int {
    let words = try read("fdinfo/\(descriptor)").split(whereSeparator: \.isWhitespace)
    return words.count > 1 && words[0] == "pos:" ? Int(words[1]) ?? 0 : 0
  }

  /// How the system calls a process and its number: an emulator runs under its own name.
  static func title(of process: pid_t) throws -> String {
    let name = try read("comm", of: process).dropLast()
    return "\(name) (process \(process))"
  }

  private func read(_ name: String) throws -> String { try Self.read(name, of: process) }

  private static func read(_ name: String, of process: pid_t) throws -> String {
    try String(contentsOfFile: "/proc/\(process)/\(name)", encoding: .utf8)
  }
}
