import BoardHAL

/// Reads a line as a verb: the same for the prompt, for scripts, and for clients.
struct VerbParser {
  let wiring: WiringDescription

  /// The verb of a line, or nil when there is none on it.
  func parse(_ line: String) throws(VerbError) -> Verb? {
    let words = try Words.split(line)
    guard let first = words.first else { return nil }
    let name = String(decoding: first, as: UTF8.self)
    guard let entry = VerbTable.entry(named: name) else {
      throw .unknown("verb", name, among: VerbTable.shown.map(\.name))
    }
    let reader = WordReader(words.dropFirst(), wiring)
    do throws(VerbError) {
      let verb = try entry.parse(reader)
      guard reader.isAtEnd else {
        throw VerbError("\(Quoted.text(try reader.next(""))) is too much")
      }
      return verb
    } catch {
      let usage = "\(name) \(entry.usage)"
      throw VerbError("\(name): \(error); usage: \(entry.usage.isEmpty ? name : usage)")
    }
  }
}
