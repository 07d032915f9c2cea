import BoardHAL
import Glibc
import SerialRigs
import TemporaryFiles
import Testing

@testable import BoardHALLinux

/// A port that goes and comes under a name that stays its own, here a link to a pseudo-terminal.
@Suite struct ReconnectTests {
  private let folder: TemporaryFolder
  private var link: String { folder.path + "/port" }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("H12 a port that comes back is the next generation, and old bytes stay of the old one")
  func reconnect() throws {
    var far = try PseudoTerminal()
    lead(to: far)
    let board = try PseudoTerminal.board(at: link)
    try board.openPort()
    #expect(try board.serialCapabilities(of: .receive).reconnects)
    for generation in 1...4 as ClosedRange<UInt32> {
      far.send("\(generation)")
      let bytes = board.next()
      #expect(bytes?.bytes == Array("\(generation)".utf8))
      #expect(bytes?.generation == generation)
      unlink(link)
      far.hangUp()
      let hangup = board.next()
      #expect(hangup?.kind == .hangup)
      #expect(hangup?.generation == generation)
      far = try PseudoTerminal()
      lead(to: far)
      let connected = board.next()
      #expect(connected?.kind == .connected)
      #expect(connected?.generation == generation + 1)
      #expect(try board.transmit([7]) == 1)
      #expect(far.hear(exactly: 1) == [7])
    }
  }

  @Test func `a port that stays away is looked for ever more seldom`() throws {
    let far = try PseudoTerminal()
    lead(to: far)
    let board = try PseudoTerminal.board(at: link)
    try board.openPort()
    unlink(link)
    far.hangUp()
    #expect(board.next()?.kind == .hangup)
    // 20, 40, 80, 160 ms: four looks, then the deadline.
    #expect(board.waits(for: .milliseconds(500)) <= 6)
  }

  @Test func `the time between tries doubles up to two seconds and begins anew`() {
    var backoff = Backoff()
    let delays = (0..<9).map { _ in backoff.next().count / 1_000_000 }
    #expect(delays == [20, 40, 80, 160, 320, 640, 1280, 2000, 2000])
    backoff.reset()
    #expect(backoff.next() == .milliseconds(20))
  }

  @Test func `a pseudo-terminal by number alone is not looked for: it may be another's`() throws {
    let far = try PseudoTerminal()
    #expect(StableName(of: far.path, device: far.path) == .none)
    lead(to: far)
    #expect(StableName(of: link, device: far.path) == .link(link))
    #expect(StableName.link(link).device == far.path)
    unlink(link)
    #expect(StableName.link(link).device == nil)
  }

  private func lead(to far: PseudoTerminal) {
    unlink(link)
    symlink(far.path, link)
  }
}
