import BoardHAL

// The words of a trace file. They are part of its format, and so are spelt out here instead of
// being made from the names of the cases, which may change.

extension Edge {
  var word: String { self == .rising ? "rising" : "falling" }
}

extension LineValue {
  var word: String { self == .active ? "active" : "inactive" }
}

extension SerialRecord.Kind {
  var word: String {
    switch self {
    case .bytes: "bytes"
    case .breakSignal: "break"
    case .framing: "framing"
    case .parity: "parity"
    case .overrun: "overrun"
    case .hangup: "hangup"
    case .connected: "connected"
    }
  }
}

extension ServiceOutcome {
  var word: String {
    switch self {
    case .notMine: "not-mine"
    case .claimed: "claimed"
    case .queued: "queued"
    case .merged: "merged"
    case .snapshotLost: "snapshot-lost"
    case .refused: "refused"
    }
  }
}

extension TraceEvent.Gate {
  var word: String {
    switch self {
    case .enabled: "enabled"
    case .disabled: "disabled"
    case .masked: "masked"
    case .unmasked: "unmasked"
    }
  }
}

extension TraceEvent.Fault {
  var word: String {
    switch self {
    case .serviceOverrun: "service-overrun"
    case .deferredOverrun: "deferred-overrun"
    case .falseClaim: "false-claim"
    case .noDeferredCall: "no-deferred-call"
    case .stillAsserted: "still-asserted"
    case .endlessChain: "endless-chain"
    case .leakedMask: "leaked-mask"
    case .hardware: "hardware"
    case .gone: "gone"
    case .disconnected: "disconnected"
    case .reported: "reported"
    }
  }
}

extension RequestStatus {
  var word: String {
    switch self {
    case .success: "success"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .abandoned: "abandoned"
    }
  }
}
