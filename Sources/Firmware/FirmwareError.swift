public import BoardHAL

/// Why the firmware could not be put together: the thing, the cause, and the remedy.
public enum FirmwareError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The board refused.
  case board(BoardError)
  /// A level that no line can have.
  case levelOutOfRange(device: String, level: UInt8)
  /// A synchronize level below the level of a line that it covers (row L02).
  case levelTooLow(device: String, synchronize: Level, line: Level)
  /// The device has its deferred call already (row S1-03).
  case alreadyRegistered(device: String)
  /// A device that interrupts was started without a connected line (row S2-01).
  case missingLine(device: String)
  /// A processor set without any of the firmware's processors (row S3-04).
  case noProcessor(device: String)
  /// The line has a routine already, and one of the two does not share (row L04).
  case notShareable(device: String, line: String)
  /// Sharing a line of the edge kind was not asked for by name (row L10d).
  case sharedEdge(device: String, line: String)
  /// The line brings something that the device's routine does not read.
  case wrongSource(device: String, line: String)
  /// A device that still has a connection cannot be taken out (row L25).
  case stillConnected(device: String, line: String)
  /// A device whose work item runs cannot be taken out without waiting for it.
  case stillWorking(device: String)
  /// The proof is of another device's connection.
  case wrongProof(device: String)
  /// The device has been taken out.
  case removed
  /// A reaction names something that does not exist.
  case unknownReaction(String)
  /// A table is full; the limit has to be raised where the firmware is made.
  case full(String, limit: Int)

  /// The value in words.
  public var description: String {
    switch self {
    case .board(let error):
      error.description
    case .levelOutOfRange(let device, let level):
      "\(device): level \(level) is not a device level; use 3 to 12"
    case .levelTooLow(let device, let synchronize, let line):
      "\(device): synchronize level \(synchronize.number) is below the line's level "
        + "\(line.number); it has to be at least as high"
    case .alreadyRegistered(let device):
      "\(device) has its deferred call already; register it once"
    case .missingLine(let device):
      "\(device) was started without a line; connect one first"
    case .noProcessor(let device):
      "\(device): the affinity names none of the firmware's processors"
    case .notShareable(let device, let line):
      "\(device): \(line) has a service routine already; connect both as shared"
    case .sharedEdge(let device, let line):
      "\(device): \(line) is edge-triggered, and of two devices that ask at once it reports one;"
        + " set the trigger to .level, or the sharing to .sharedEdge"
    case .wrongSource(let device, let line):
      "\(device) cannot read what \(line) brings; connect it to a line of its own kind"
    case .stillConnected(let device, let line):
      "\(device) is still connected to \(line); disconnect that first"
    case .stillWorking(let device):
      "\(device) has a work item that is running; remove it with await, which waits for its end"
    case .wrongProof(let device):
      "\(device) cannot be taken out against the proof that another device's line is quiet; give"
        + " the one that its own disconnect returned"
    case .removed:
      "the device has been taken out of the firmware; add it again"
    case .unknownReaction(let text):
      "the reaction \"\(text)\" names a device, event or action that does not exist"
    case .full(let what, let limit):
      "no more than \(limit) \(what); raise Limits.\(what) where the firmware is made"
    }
  }
}
