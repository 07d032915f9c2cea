/// A program that sends back what comes on a serial port; the board's and its peers.
struct EchoProgram {
  let name: String
  let isOurs: Bool
  /// What starts it, given the path of its port.
  let command: (String) -> [String]

  private init(_ name: String, isOurs: Bool = false, _ command: @escaping (String) -> [String]) {
    self.name = name
    self.isOurs = isOurs
    self.command = command
  }

  /// All of them; the first is the floor.
  static func all(_ options: Options) -> [EchoProgram] {
    let programs = options.programs
    let echo = programs + "/echo"
    return [
      EchoProgram("C, epoll") { [echo, "epoll", $0] },
      EchoProgram("board, cooperative", isOurs: true) { [echo, "board", $0] },
      EchoProgram("board, preemptive by level", isOurs: true) { [echo, "board-preemptive", $0] },
      // The library takes no pseudo-terminal by itself; see Peers/wired.c.
      EchoProgram("C, libserialport's waiting") { port in
        [
          "env", "LD_PRELOAD=\(programs)/wired.so", "WIRED_PORT=\(port)", echo, "libserialport",
          "/dev/tty",
        ]
      },
      EchoProgram("Swift, DispatchSource") { [echo, "dispatch-source", $0] },
      EchoProgram("Swift, SwiftNIO") { [programs + "/echo-nio", $0] },
      EchoProgram("Python, pyserial") { [options.python, options.peers + "/echo.py", $0] },
    ]
  }
}
