public import BoardHAL
public import Firmware

/// One thing that happened, in the words of the wiring: what a test of firmware compares.
public enum Happening: Sendable, Hashable, CustomStringConvertible {
  /// An edge on a device's line.
  case edge(String, Edge)
  /// Something arrived on a device's serial port.
  case received(String, SerialRecord.Kind, count: Int)
  /// A service routine ran to its end.
  case service(String, ServiceOutcome)
  /// A deferred call ran to its end with so many snapshots.
  case deferred(String, items: Int)
  /// A device told the application something.
  case device(String, String)
  /// A device was asked for something.
  case action(String, String)
  /// A device drove its output.
  case drove(String, LineValue)
  /// A device's port took bytes to send.
  case sent(String, count: Int)
  /// A timer of a device ran out.
  case timer(String, Int)
  /// So much was lost on a line of a device.
  case lost(String, count: Int)
  /// Nobody claimed an interrupt.
  case unclaimed(String)
  /// Something else, by its description.
  case other(String)

  /// Puts a trace event into words, or returns nil for one whose end says it all.
  init?(_ event: TraceEvent, in firmware: Firmware) {
    func owner(_ line: LineID) -> String {
      firmware.owners(of: line).first.map { firmware.name(of: $0) } ?? firmware.label(of: line)
    }
    switch event.kind {
    case .edge(let line, let edge, _, _):
      self = .edge(owner(line), edge)
    case .received(let line, let kind, let count):
      self = .received(owner(line), kind, count: Int(count))
    case .serviceEnded(_, let device, let outcome):
      self = .service(firmware.name(of: device), outcome)
    case .deferredEnded(let device, _, let items, _):
      self = .deferred(firmware.name(of: device), items: Int(items))
    case .event(let device, let code, _):
      self = .device(firmware.name(of: device), firmware.name(ofEvent: code, of: device))
    case .action(let device, let code):
      self = .action(firmware.name(of: device), firmware.name(ofAction: code, of: device))
    case .drove(let device, _, let value):
      self = .drove(firmware.name(of: device), value)
    case .transmitted(let device, _, let count):
      self = .sent(firmware.name(of: device), count: Int(count))
    case .timerExpired(let device, let timer, _):
      self = .timer(firmware.name(of: device), Int(timer))
    case .lostBefore(let line, let count):
      self = .lost(owner(line), count: Int(count))
    case .unclaimed(let line):
      self = .unclaimed(owner(line))
    case .serviceBegan, .deferredBegan, .gate, .delivered, .sampled, .clock, .more, .shutDown:
      return nil
    default:
      self = .other("\(event.kind)")
    }
  }

  /// The value in words.
  public var description: String {
    switch self {
    case .edge(let name, let edge): "\(name) \(edge)"
    case .received(let name, let kind, let count): "\(name) received \(count) \(kind)"
    case .service(let name, let outcome): "isr \(name) \(outcome)"
    case .deferred(let name, let items): "deferred \(name) \(items)"
    case .device(let name, let event): "\(name) \(event)"
    case .action(let name, let action): "\(name) ← \(action)"
    case .drove(let name, let value): "\(name) is \(value)"
    case .sent(let name, let count): "\(name) sent \(count)"
    case .timer(let name, let timer): "timer \(timer) of \(name)"
    case .lost(let name, let count): "\(name) lost \(count)"
    case .unclaimed(let name): "unclaimed \(name)"
    case .other(let text): text
    }
  }
}

extension [Happening] {
  /// What devices told, as `button pressed`: the application's view.
  public var devices: [String] {
    compactMap { happening in
      guard case .device = happening else { return nil }
      return happening.description
    }
  }
}
