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

  /// As the documentation of Dispatch has it: a source on a queue, read and written there.
  private static func runDispatchSource(_ path: String) throws {
    let port = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    var raw = termios()
    try check(port < 0 ? -1 : tcgetattr(port, &raw), "open")
    cfmakeraw(&raw)
    try check(tcsetattr(port, TCSANOW, &raw), "tcsetattr")
    let source = DispatchSource.makeReadSource(
      fileDescriptor: port, queue: DispatchQueue(label: "echo"))
    source.setEventHandler {
      var buffer = InlineArray<4096, UInt8>(repeating: 0)
      var span = buffer.mutableSpan
      span.withUnsafeMutableBytes { buffer in
        guard let base = buffer.baseAddress else { return }
        let count = read(port, base, buffer.count)
        if count == 0 || count < 0 && errno != EAGAIN { exit(0) }
        var head = 0
        while head < count {
          let written = write(port, base + head, count - head)
          if written > 0 { head += written } else { usleep(10) }
        }
      }
    }
    source.activate()
    sayArmed()
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
