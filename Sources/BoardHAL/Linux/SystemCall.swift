internal import BoardHAL

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Makes a system call, and makes it again for as long as signals interrupt it.
///
/// The only such loop of this module: nothing above it ever sees `EINTR`.
///
/// - Parameters:
///   - call: The name of the call, for the error.
///   - thing: What the call is about, for the error.
///   - body: The call; returns a negative number, with `errno` set, when the kernel refuses.
/// - Returns: what the call returned.
/// - Throws: `BoardError.system`, with the kernel's reason.
@discardableResult
func systemCall<Result: SignedInteger>(
  _ call: String, on thing: String, _ body: () -> Result
) throws(BoardError) -> Result {
  while true {
    let result = body()
    if result >= 0 { return result }
    let number = errno
    if number != EINTR { throw systemError(call, on: thing, number) }
  }
}

/// The kernel's refusal as the one error of this project.
func systemError(_ call: String, on thing: String, _ number: Int32) -> BoardError {
  .system(thing, call: call, number: number, text: String(cString: strerror(number)))
}
