import BoardHAL
import Testing

@testable import board_cli

struct ListingTests {
  private var listing: Listing {
    var listing = Listing(
      "things",
      [.init("name"), .init("count"), .init("wait-nanoseconds", "wait"), .init("tags")],
      about: [("board", "mock")])
    listing.append(.text("a \"b\""), .init(7), .time(.microseconds(11)), .list(["x", "y"]))
    listing.append(.text("c"), .init(12), .none, .list([]))
    return listing
  }

  @Test func `people see a table, with numbers to the right`() {
    #expect(
      listing.lines(.text) == [
        "name   count  wait   tags", "a \"b\"      7  11 µs  x y", "c         12  –      –",
      ])
  }

  @Test func `programs get an object on one line, without what is not there`() {
    #expect(
      listing.lines(.json) == [
        #"{"board":"mock","things":[{"name":"a \"b\"","count":7,"wait-nanoseconds":11000,"#
          + #""tags":["x","y"]},{"name":"c","count":12,"tags":[]}]}"#
      ])
  }
}
