extension TraceEvent.Kind {
  /// The device that did it, or to which it happened; nil for what happens to a line as such.
  public var device: DeviceID? {
    switch self {
    case .edge, .received, .raised, .lostBefore, .merged, .ignored, .unclaimed, .gate, .more,
      .shutDown:
      nil
    case .serviceBegan(_, let device, _), .serviceEnded(_, let device, _):
      device
    case .deferredBegan(let device, _), .deferredEnded(let device, _, _, _):
      device
    case .passiveBegan(_, let device), .passiveEnded(_, let device, _), .workBegan(let device),
      .workEnded(let device, _, _), .workWithdrawn(let device, _):
      device
    case .timerExpired(let device, _, _), .event(let device, _, _), .eventLost(let device, _):
      device
    case .action(let device, _), .drove(let device, _, _), .transmitted(let device, _, _):
      device
    case .sampled(let device, _, _), .clock(let device), .delivered(let device, _):
      device
    case .lockOrder(_, _, let device):
      device
    case .requestBegan(let device, _), .requestEnded(let device, _, _), .fault(let device, _):
      device
    }
  }
}
