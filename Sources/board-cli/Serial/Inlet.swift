import BoardHAL
import BoardHALLinux

/// Standard input, read only while somebody has a use for it.
final class Inlet {
  /// Keys are typed, rather than read from a pipe or a file.
  let isTyped: Bool

  private let descriptor: Int32
  private let board: LinuxBoard
  private var isWatched = false
  /// A file on a disk is not watched: it can always be read.
  private var isAlwaysReady = false

  init(_ descriptor: Int32, on board: LinuxBoard) {
    self.descriptor = descriptor
    self.board = board
    isTyped = Descriptor.isTerminal(descriptor)
  }

  deinit {
    if isWatched { board.unwatch(descriptor) }
  }

  /// More is wanted: it ends the board's wait when there is some.
  var isWanted = false

  /// Something is wanted and there; a wait would keep it waiting.
  var isReady: Bool { isWanted && isAlwaysReady }

  /// Sees to it that the board is woken, or is not.
  func follow() throws(BoardError) {
    guard isWanted != isWatched, !isAlwaysReady else { return }
    if isWanted {
      isWatched = try board.watch(descriptor, for: .readable)
      isAlwaysReady = !isWatched
    } else {
      board.unwatch(descriptor)
      isWatched = false
    }
  }

  /// Reads what there is.
  ///
  /// - Returns: the bytes, none when there are none yet, or nil at the end.
  func read() -> [UInt8]? {
    guard isWanted, Descriptor.isReadable(descriptor) else { return [] }
    var bytes: [UInt8] = []
    return Descriptor.read(descriptor, into: &bytes) == .over ? nil : bytes
  }
}
