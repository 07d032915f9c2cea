import BoardHAL
import Firmware

/// One passing of work from one who has it to one who does it.
struct HandOff: Equatable {
  /// Which border was crossed.
  enum Kind: Int, CaseIterable {
    /// From the hardware's stamp of an edge or byte to its service routine.
    case hardwareToService
    /// From the end of a service routine to the deferred call that it asked for.
    case serviceToDeferred
    /// From the hardware's stamp to the deferred call: interrupt to DPC, as Windows counts it.
    case hardwareToDeferred
    /// From the end of a device's last routine to its work item or passive service routine.
    case routineToPassive
    /// From a deferred call's telling an event to the application's getting it.
    case deferredToApplication
  }

  /// Which border was crossed.
  let kind: Kind
  /// The line of the file that tells of the taking.
  let line: Int
  /// Who took it.
  let device: DeviceID
  /// When it was handed over.
  let began: BoardInstant
  /// When it was taken.
  let ended: BoardInstant
  /// What the hardware reported in the beginning, if it was the hardware: the number of its entry.
  let origin: Int?

  /// How long it took; negative when the two stamps are of clocks that disagree.
  var length: Nanoseconds { ended - began }
}

/// A stretch of time in which a routine ran and nothing interrupted it.
struct RoutineSpan: Equatable {
  /// Whose routine it was.
  let device: DeviceID
  let began: BoardInstant
  let ended: BoardInstant
}

/// One run of a routine.
struct RoutineRun: Equatable {
  /// Whose routine it was, and which.
  let device: DeviceID
  /// The line of a service routine, or nil for a deferred call.
  let line: LineID?
  /// The level at which it ran.
  let level: Level
  /// Which of the device's deferred calls; 0 for a service routine.
  let call: UInt8
  let processor: UInt8
  let began: BoardInstant
  let ended: BoardInstant
  /// Without what interrupted it.
  let own: Nanoseconds
  /// The records whose service it was, or led to it: numbers of their entries.
  let origins: [Int]
  /// The line of the file that tells of its end.
  let fileLine: Int

  /// How long it took, with what interrupted it.
  var length: Nanoseconds { ended - began }
}
