import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareLive
import Glibc
import SerialRigs

/// Firmware on a board of pseudo-terminals, one device and one level to each.
final class LiveRig {
  let engine: LiveEngine
  let firmware: Firmware
  let log = Log()
  private(set) var far: [String: PseudoTerminal] = [:]
  private(set) var devices: [String: StartedDevice<Talker>] = [:]
  /// The board's ends once more, to see what waits there; opened before the board has them alone.
  private var watches: [String: Int32] = [:]

  init(_ names: [String], _ guarantee: Guarantee, core: Int? = nil) throws {
    var ports: [SerialPortDescription] = []
    for name in names {
      let terminal = try PseudoTerminal()
      far[name] = terminal
      watches[name] = Glibc.open(terminal.path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
      ports.append(SerialPortDescription(name: name, path: terminal.path))
    }
    engine = try LiveEngine(
      BoardDescription(
        name: "ptys", title: "Pseudo-terminals", chips: [],
        header: HeaderDescription(name: "none", pins: []),
        serialPorts: ports,
        limits: ElectricalLimits(supplyMillivolts: 3_300, inputMaximumMillivolts: 3_300)),
      guarantee: guarantee, core: core)
    firmware = engine.makeFirmware()
  }

  func connect(_ name: String, level: Int, inside: (() -> Void)? = nil) throws {
    devices[name] = try firmware.connect(
      Talker(name: name, log: log), named: name,
      to: .serialReceive(port: name, SerialSettings()), level: level,
      state: Talker.LineState(name: name, log: log, inside: inside))
  }

  deinit {
    for watch in watches.values { close(watch) }
  }

  func send(_ text: String, to name: String) { far[name]?.send(text) }

  /// Blocks until something that was sent waits at the board's end: a terminal passes it on later.
  func awaitArrival(at name: String) {
    var watched = pollfd(fd: watches[name] ?? -1, events: Int16(POLLIN), revents: 0)
    _ = poll(&watched, 1, 30_000)
  }

  /// Runs until so many events of a kind have come, two seconds at most.
  func run(until count: Int, _ event: Talker.Event = .heard) throws {
    var seen = 0
    firmware.onEvent = { [unowned firmware] record, _ in
      guard record.code == event.rawValue else { return }
      seen += 1
      if seen == count { firmware.stop() }
    }
    try engine.run(firmware, until: firmware.now + .seconds(2))
  }

  /// Runs until it is so, for a time that nothing healthy needs at most, and shuts down.
  ///
  /// - Returns: what was noted until it was so; ending notes more.
  @discardableResult
  func finish(when isSo: () -> Bool) throws -> [String] {
    defer { firmware.shutDown() }
    try engine.run(firmware, until: firmware.now + .seconds(10), or: isSo)
    return log.all
  }

  /// Waits inside a routine for something that another one has to do, a second at most.
  ///
  /// Asleep, which a routine must not be: so that threads of every level get the processor, and
  /// only the levels keep them from serving.
  func linger(until isDone: () -> Bool) {
    let deadline = firmware.now + .seconds(1)
    while !isDone(), firmware.now < deadline { usleep(1_000) }
  }
}
