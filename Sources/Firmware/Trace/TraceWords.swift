import BoardHAL

// The words of a trace file. They are part of its format, and so are spelt out here instead of
// being made from the names of the cases, which may change.

/// A number that has a word in trace files.
package protocol TraceWord: RawRepresentable<UInt8> {
  /// How it is spelt there.
  var word: String { get }
}

extension TraceWord {
  /// The value that is spelt like this, or nil when none is.
  package init?(word: String) {
    let match = (0...UInt8.max).lazy.compactMap(Self.init(rawValue:)).first { $0.word == word }
    guard let match else { return nil }
    self = match
  }

  /// How each of them is spelt.
  package static var words: [String] {
    (0...UInt8.max).compactMap { Self(rawValue: $0)?.word }
  }
}

extension ActiveLevel {
  var word: String { self == .high ? "high" : "low" }
}

extension Edge: TraceWord {
  package var word: String { self == .rising ? "rising" : "falling" }
}

extension LineValue: TraceWord {
  package var word: String { self == .active ? "active" : "inactive" }
}

extension SerialRecord.Kind: TraceWord {
  package var word: String {
    switch self {
    case .bytes: "bytes"
    case .breakSignal: "break"
    case .framing: "framing"
    case .parity: "parity"
    case .overrun: "overrun"
    case .hangup: "hangup"
    case .connected: "connected"
    case .room: "room"
    case .modemLines: "modem-lines"
    }
  }
}

extension ServiceOutcome: TraceWord {
  package var word: String {
    switch self {
    case .notMine: "not-mine"
    case .claimed: "claimed"
    case .queued: "queued"
    case .merged: "merged"
    case .snapshotLost: "snapshot-lost"
    case .refused: "refused"
    case .failed: "failed"
    }
  }
}

extension TraceEvent.Gate: TraceWord {
  package var word: String {
    switch self {
    case .enabled: "enabled"
    case .disabled: "disabled"
    case .masked: "masked"
    case .unmasked: "unmasked"
    }
  }
}

extension TraceEvent.Fault: TraceWord {
  package var word: String {
    switch self {
    case .serviceOverrun: "service-overrun"
    case .deferredOverrun: "deferred-overrun"
    case .runOverrun: "run-overrun"
    case .falseClaim: "false-claim"
    case .noDeferredCall: "no-deferred-call"
    case .stillAsserted: "still-asserted"
    case .endlessChain: "endless-chain"
    case .leakedMask: "leaked-mask"
    case .hardware: "hardware"
    case .serviceFailed: "service-failed"
    }
  }
}

extension RequestStatus: TraceWord {
  package var word: String {
    switch self {
    case .success: "success"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .abandoned: "abandoned"
    }
  }
}
