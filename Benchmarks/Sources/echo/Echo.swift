import BoardHAL
import BoardHALLinux
import CPorts
import Dispatch
import Firmware
import FirmwareLive
import Glibc

/// An echo on a serial port, of the kind that is asked for; `bench` starts it and is its far end.
///
///     echo KIND PATH      says "armed" once it listens; ends when the far end goes
@main
enum Echo {
  static func main() {
    do {
      try run(CommandLine.arguments)
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) throws {
    guard arguments.count == 3 else { throw EchoError(description: "echo KIND PATH") }
    let path = arguments[2]
    switch arguments[1] {
    case "board": try runFirmware(path, .cooperative)
    case "board-preemptive": try runFirmware(path, .preemptive)
    case "dispatch-source": try runDispatchSource(path)
    case "epoll": try check(echo_epoll(path, sayArmed), "epoll")
    case "libserialport": try check(echo_libserialport(path, sayArmed), "libserialport")
    default: throw EchoError(description: "there is no echo \(arguments[1])")
    }
  }

  private static func runFirmware(_ path: String, _ guarantee: Guarantee) throws {
    let engine = try LiveEngine(
      BoardDescription(
        name: "pty", title: "A pseudo-terminal", chips: [],
        header: HeaderDescription(name: "none", pins: []),
        serialPorts: [SerialPortDescription(name: "uart0", path: path)],
        limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300)),
      guarantee: guarantee)
    let firmware = engine.makeFirmware()
    let echo = try firmware.add(PortEcho(), named: "echo")
    try echo.registerDeferredCall()
    var options = ConnectOptions()
    options.masksWhenFull = true
    try echo.connect(
      to: LineSource.serial(port: "uart0"), level: 6, options, state: PortEcho.LineState()
    ).keep()
    _ = try echo.start()
    sayArmed()
    try engine.run(firmware)
  }

  /// Opens the port and leaves it to Dispatch.
  private static func runDispatchSource(_ path: String) throws {
    let port = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    var raw = termios()
    try check(port < 0 ? -1 : tcgetattr(port, &raw), "open")
    cfmakeraw(&raw)
    try check(tcsetattr(port, TCSANOW, &raw), "tcsetattr")
    let echo = DispatchEcho(port)
    sayArmed()
    withExtendedLifetime(echo) {}
    dispatchMain()
  }

  private static func check(_ result: Int32, _ call: String) throws {
    guard result < 0 else { return }
    throw EchoError(description: "\(call): \(String(cString: strerror(errno)))")
  }
}

/// Tells the far end that it may begin.
private func sayArmed() {
  _ = write(1, "armed\n", 6)
}

/// The echo could not be had.
struct EchoError: Error, CustomStringConvertible {
  let description: String
}
