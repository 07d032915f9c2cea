import ArgumentParser
import BoardHALLinux

/// How the program ended, for whoever called it.
///
/// A mistake in the command line is 64, which is ArgumentParser's own.
enum ExitStatus: Equatable {
  /// All went well.
  case success
  /// Something was not as expected, or could not be written.
  case failure
  /// A file has mistakes; nothing was started.
  case badInput
  /// A scenario waited in vain; the number that Wokwi's users know.
  case timeout
  /// A signal asked for the end; 128 and its number, as shells have it.
  case signal(TerminationSignal)
  /// The reader of standard output went away; what a shell shows for SIGPIPE.
  case brokenPipe

  /// The number.
  var number: Int32 {
    switch self {
    case .success: 0
    case .failure: 1
    case .badInput: 2
    case .timeout: 42
    case .signal(let signal): 128 + signal.number
    case .brokenPipe: 141
    }
  }

  /// The number as ArgumentParser takes it.
  var code: ExitCode { ExitCode(number) }
}
