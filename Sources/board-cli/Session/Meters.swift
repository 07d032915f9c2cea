import BoardHAL
import Firmware

/// What only the trace tells of a running firmware: rates, waits, requests, losses of the hardware.
struct Meters {
  private(set) var tally = Tally()
  private var lines: [LineID: LineMeter] = [:]
  private var requests: [DeviceID: RequestMeter] = [:]

  /// Takes in a happening; `isFirst` tells whether a device is the first that its line asks.
  mutating func add(_ event: TraceEvent, isFirst: (DeviceID, LineID) -> Bool) {
    tally.add(event)
    switch event.kind {
    case .edge(let line, _, _, _), .received(let line, _, _), .raised(let line):
      lines[line, default: LineMeter()].arrive(at: event.time)
    case .serviceBegan(let line, let device, _) where isFirst(device, line):
      lines[line, default: LineMeter()].serve(at: event.time)
    case .gate(let line, .disabled):
      lines[line]?.forget()
    case .requestBegan(let device, let request):
      requests[device, default: RequestMeter()].begin(request)
    case .requestEnded(let device, let request, let status):
      requests[device, default: RequestMeter()].end(request, status)
    default:
      return
    }
  }

  subscript(line: LineID) -> LineMeter { lines[line] ?? LineMeter() }

  subscript(device: DeviceID) -> RequestMeter { requests[device] ?? RequestMeter() }
}
