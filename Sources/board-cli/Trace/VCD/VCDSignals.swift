import BoardHAL
import Firmware

/// The wires that a trace knows of, and how each of them changes.
struct VCDSignals {
  /// The wires, those of the board first.
  var all: [VCDSignal] { pins + serial + routines }

  private var pins: [VCDSignal] = []
  private var serial: [VCDSignal] = []
  private var routines: [VCDSignal] = []

  init(_ trace: TraceFile) {
    addPins(trace)
    for (index, line) in trace.header.lines.enumerated() {
      if case .serial(let settings) = line.source { addPort(LineID(index), line, settings, trace) }
    }
    addRoutines(trace)
  }

  // MARK: Pins

  private mutating func addPins(_ trace: TraceFile) {
    let header = trace.header
    for (index, line) in header.lines.enumerated() {
      guard case .edges(let active) = line.source else { continue }
      var signal = VCDSignal(line.label, .board)
      for entry in trace.entries {
        switch entry.event.kind {
        case .edge(LineID(index), let edge, let value, _):
          // Before its first change a line was what that change led away from.
          if signal.initial == nil { signal.initial = (edge == .rising) != (active == .high) }
          signal.change(to: (value == .active) == (active == .high), at: entry.event.time)
        case .sampled(_, LineID(index), let value):
          let isHigh = (value == .active) == (active == .high)
          if signal.initial == nil { signal.initial = isHigh }
          signal.change(to: isHigh, at: entry.event.time)
        default: continue
        }
      }
      pins.append(signal)
    }
    for (index, output) in header.outputs.enumerated() {
      var signal = VCDSignal(output.label, .board)
      for entry in trace.entries {
        guard case .drove(_, OutputID(index), let value) = entry.event.kind else { continue }
        let isHigh = (value == .active) == (output.active == .high)
        if signal.initial == nil { signal.initial = !isHigh }
        signal.change(to: isHigh, at: entry.event.time)
      }
      pins.append(signal)
    }
  }

  // MARK: Ports

  private mutating func addPort(
    _ port: LineID, _ line: TraceHeader.Line, _ settings: SerialSettings, _ trace: TraceFile
  ) {
    var received = UARTWaveform(settings)
    var sent = UARTWaveform(settings)
    for entry in trace.entries {
      switch entry.event.kind {
      case .received(port, .bytes, _):
        received.receive(entry.bytes, by: entry.event.time)
      case .received(port, let kind, _):
        received.receive(kind, entry.bytes.first ?? 0, by: entry.event.time)
      case .transmitted(_, port, _):
        sent.send(entry.bytes, from: entry.event.time)
      default: continue
      }
    }
    for (suffix, waveform) in [("rx", received), ("tx", sent)] {
      var signal = VCDSignal("\(line.label)_\(suffix)", .board, initial: true)
      for change in waveform.changes { signal.change(to: change.isHigh, at: change.time) }
      serial.append(signal)
    }
  }

  // MARK: Routines

  private mutating func addRoutines(_ trace: TraceFile) {
    for (index, name) in trace.header.devices.enumerated() {
      let device = DeviceID(index)
      var service = VCDSignal("isr_\(name)", .firmware, initial: false)
      var deferred = VCDSignal("deferred_\(name)", .firmware, initial: false)
      for entry in trace.entries {
        let time = entry.event.time
        switch entry.event.kind {
        case .serviceBegan(_, device, _): service.change(to: true, at: time)
        case .serviceEnded(_, device, _): service.change(to: false, at: time)
        case .deferredBegan(device, _): deferred.change(to: true, at: time)
        case .deferredEnded(device, _, _, _): deferred.change(to: false, at: time)
        default: continue
        }
      }
      routines += [service, deferred].filter { !$0.changes.isEmpty }
    }
  }
}
