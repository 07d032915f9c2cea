import BoardFiles
import BoardHAL
import Testing

@testable import board_cli

struct VerbTableTests {
  @Test func `the example of every verb can be parsed`() throws {
    let parser = VerbParser(wiring: try WiringLoader.load(path: Repository.doorbell))
    for entry in VerbTable.entries {
      #expect(entry.example.hasPrefix(entry.name))
      #expect(try parser.parse(entry.example) != nil, "\(entry.example)")
    }
  }

  @Test func `every verb has a name of its own, and is told of in a line`() {
    let names = VerbTable.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for entry in VerbTable.entries {
      #expect(!entry.summary.isEmpty && !entry.summary.contains("\n"))
    }
  }

  @Test func `what the tab key offers is as long as what is read`() {
    for entry in VerbTable.entries {
      #expect(entry.offers.count == entry.usage.split(separator: " ").count, "\(entry.name)")
    }
  }
}
