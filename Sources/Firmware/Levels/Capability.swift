public import BoardHAL

/// Code that holds a token of this kind may wait: sleep, lock, read a file, await.
///
/// Tokens are the proof of the level that a routine runs at. They are borrowed and cannot be
/// copied, so a routine cannot keep one; and an operation asks for the token that proves it may be
/// performed. An interrupt service routine that tries to sleep is told that
/// `sleep(for:_:)` "requires that 'InterruptContext<EdgeSource>' conform to 'MayBlock'" (rows S2-03,
/// S2-08, L20).
public protocol MayBlock: ~Copyable {
  /// Lets at least `time` pass; lines and deferred calls are served meanwhile.
  borrowing func wait(for time: Nanoseconds)
}

/// Waits for at least `time`; lines and deferred calls are served meanwhile.
///
/// On a board with virtual time that time passes at once. For passive level.
public func sleep<Token: MayBlock & ~Copyable>(for time: Nanoseconds, _ token: borrowing Token) {
  token.wait(for: time)
}

/// Code that holds a token of this kind may end a request: at dispatch or below, never in a service
/// routine and never under a line's lock (rows S0-04, L36).
public protocol MayComplete: ~Copyable {
  /// True while the holder is in a critical section of a line, where ending a request traps.
  var isUnderLock: Bool { get }
}

extension MayComplete where Self: ~Copyable {
  /// False: only a deferred half enters critical sections of lines.
  public var isUnderLock: Bool { false }
}

/// Code that holds a token of this kind runs at a level known to the framework.
public protocol LevelToken: ~Copyable {
  /// The level that the code runs at.
  var level: Level { get }
}
