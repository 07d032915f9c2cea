import BoardHAL
import Firmware

/// A device that tells the application something when it is asked to: a way to passive level.
struct Bell: Device {
  enum Event: UInt8, DeviceCode { case rang }
  enum Action: UInt8, DeviceCode { case ring }

  mutating func perform(
    _ action: Action, text: EventText, _ context: borrowing DispatchContext<Bell>
  ) {
    context.emit(.rang)
  }
}

extension Rig {
  /// Puts in a bell; each ring of it is answered by `body`, at passive level.
  func bell(
    _ body: @escaping (borrowing PassiveContext) -> Void
  ) throws -> StartedDevice<Bell> {
    let added = try firmware.add(Bell(), named: "bell")
    try added.registerDeferredCall()
    firmware.onEvent = { _, context in body(context) }
    return try added.start()
  }

  /// Runs `body` at passive level, once.
  func atPassiveLevel(_ body: @escaping (borrowing PassiveContext) -> Void) throws {
    let bell = try bell(body)
    bell.post(.ring)
    firmware.settle()
  }

  /// Puts in a probe whose deferred call asks for itself as long as `isWanted`.
  func looper(
    _ name: String, _ isWanted: @escaping (UInt64) -> Bool
  ) throws -> StartedDevice<Probe> {
    let itself = Itself()
    let firmware = firmware
    var behaviour = Probe.Behaviour()
    behaviour.inDeferred = { context in
      guard isWanted(firmware.deferredCounters(of: context.device).runs) else { return }
      itself.device?.requestDeferredCall()
    }
    let (device, _) = try probe(name, level: 5, behaviour: behaviour)
    itself.device = device
    return device
  }

  private final class Itself {
    var device: StartedDevice<Probe>?
  }

  /// The faults in the trace, with the names of those who caused them and the times.
  var faults: [String] {
    log.trace.compactMap { event in
      guard case .fault(let device, let fault) = event.kind else { return nil }
      return "\(firmware.name(of: device)) \(fault) at \(event.time.nanoseconds / 1000) µs"
    }
  }
}
