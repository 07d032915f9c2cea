public import BoardHAL

/// How the dispatcher reaches a device's deferred half without knowing its type.
///
/// The closures are made where the device is added, with its concrete type in hand, and capture
/// nothing; so each is a plain function, specialised for the device. (A generic class behind an
/// existential costs three times as much, in run-time look-ups of metadata.)
///
/// Not copyable, so that calling a routine borrows it: from a copyable place it would be copied
/// first, which retains and releases its context, though there is none.
@usableFromInline
@safe
struct DeviceRoutines: ~Copyable {
  @usableFromInline
  let started: (UnsafeMutableRawPointer, borrowing DispatchFrame) -> Void
  @usableFromInline
  let stopped: (UnsafeMutableRawPointer, borrowing DispatchFrame) -> Void
  @usableFromInline
  let perform: (UnsafeMutableRawPointer, borrowing DispatchFrame, ActionRecord) -> Void
  @usableFromInline
  let expired: (UnsafeMutableRawPointer, borrowing DispatchFrame, Int, Int) -> Void
  @usableFromInline
  let beginRequest: (UnsafeMutableRawPointer, borrowing DispatchFrame) -> Void
  @usableFromInline
  let cancelRequest: (UnsafeMutableRawPointer, borrowing DispatchFrame) -> Void
  /// Takes in the requests that the device has; for explorers of schedules.
  @usableFromInline
  let mixRequests: (UnsafeMutableRawPointer, inout Fingerprint) -> Void
  @usableFromInline
  let nameOfEvent: (UInt8) -> String
  @usableFromInline
  let nameOfAction: (UInt8) -> String

  @inlinable
  init<D: Device & ~Copyable>(_ type: D.Type) {
    unsafe started = { cell, frame in
      let cell = unsafe cell.assumingMemoryBound(to: DeviceCell<D>.self).pointee
      cell.device.value.started(DispatchContext(frame, cell))
    }
    unsafe stopped = { cell, frame in
      let cell = unsafe cell.assumingMemoryBound(to: DeviceCell<D>.self).pointee
      cell.device.value.stopped(DispatchContext(frame, cell))
    }
    unsafe perform = { cell, frame, record in
      let cell = unsafe cell.assumingMemoryBound(to: DeviceCell<D>.self).pointee
      guard let action = D.Action(rawValue: record.code) else { return }
      cell.device.value.perform(
        action, text: record.text, DispatchContext(frame, cell))
    }
    unsafe expired = { cell, frame, timer, periods in
      let cell = unsafe cell.assumingMemoryBound(to: DeviceCell<D>.self).pointee
      cell.device.value.expired(timer, periods: periods, DispatchContext(frame, cell))
    }
    unsafe beginRequest = { cell, frame in
      let cell = unsafe cell.assumingMemoryBound(to: DeviceCell<D>.self).pointee
      DispatchContext(frame, cell).beginNextRequest()
    }
    unsafe cancelRequest = { cell, frame in
      let cell = unsafe cell.assumingMemoryBound(to: DeviceCell<D>.self).pointee
      let context = DispatchContext(frame, cell)
      guard let request = context.currentRequest else { return }
      cell.device.value.cancel(request, context)
    }
    unsafe mixRequests = { cell, fingerprint in
      let cell = unsafe cell.assumingMemoryBound(to: DeviceCell<D>.self).pointee
      fingerprint.mix(Int(cell.current.value?.id.number ?? 0))
      cell.waiting.value.forEach { fingerprint.mix(Int($0.id.number)) }
    }
    nameOfEvent = { D.Event(rawValue: $0)?.name ?? "event \($0)" }
    nameOfAction = { D.Action(rawValue: $0)?.name ?? "action \($0)" }
  }
}

extension DeviceRoutines {
  /// The routines of an empty entry.
  static var none: DeviceRoutines { DeviceRoutines(NoDevice.self) }
}

/// What stands in an empty entry of the device table; never called.
struct NoDevice: Device {}

/// How the dispatcher reaches one connection's service routine and deferred call; not copyable for
/// the reason given at `DeviceRoutines`.
@usableFromInline
@safe
struct ConnectionRoutines: ~Copyable {
  @usableFromInline
  let service: (UnsafeMutableRawPointer, borrowing ServiceFrame, Int, UInt32) -> ServiceReport
  @usableFromInline
  let drain:
    (UnsafeMutableRawPointer, UnsafeMutableRawPointer, borrowing DispatchFrame) -> DrainReport
  /// Looks at the ring of one deferred call; for invariants and explorers of schedules.
  @usableFromInline
  let look: (UnsafeMutableRawPointer, Int, inout Fingerprint?) -> RingState

  @inline(__always)
  borrowing func serve(
    _ cell: UnsafeMutableRawPointer, _ frame: borrowing ServiceFrame, subLine: Int, request: UInt32
  ) -> ServiceReport {
    unsafe service(cell, frame, subLine, request)
  }

  @inline(__always)
  borrowing func deliver(
    _ cell: UnsafeMutableRawPointer, to device: UnsafeMutableRawPointer,
    _ frame: borrowing DispatchFrame
  ) -> DrainReport {
    unsafe drain(cell, device, frame)
  }

  @inlinable
  init<D: InterruptDriven & ~Copyable>(_ type: D.Type) {
    unsafe service = { raw, frame, subLine, request in
      let cell = unsafe raw.assumingMemoryBound(to: ConnectionCell<D>.self).pointee
      let interrupt = InterruptContext<D.Source>(frame, subLine: subLine)
      guard D.isAsserting(interrupt, cell.state.value) else { return .notMine }
      let answer: Service<D.Snapshot>
      do throws(LineFault) {
        answer = try D.service(interrupt, &cell.state.value)
      } catch {
        return .failed(error)
      }
      switch answer {
      case .notMine:
        return .notMine
      case .claimed(let snapshot, let followup):
        let call: Int
        switch followup {
        case .nothing, .deferredCall, .deferredCallMasking: call = 0
        case .customCall(let number): call = number
        }
        var isSaved = true
        var isFull = false
        if let snapshot {
          switch cell.rings[call].tryPush(snapshot, request: request) {
          case .saved: break
          case .savedLast: isFull = true
          case .refused:
            isSaved = false
            isFull = true
          }
        }
        return ServiceReport(
          isClaimed: true, isSaved: isSaved, isFull: isFull, call: followup == .nothing ? -1 : call,
          masksLine: followup == .deferredCallMasking)
      }
    }
    unsafe drain = { rawConnection, rawDevice, frame in
      let connection = unsafe rawConnection.assumingMemoryBound(to: ConnectionCell<D>.self).pointee
      let device = unsafe rawDevice.assumingMemoryBound(to: DeviceCell<D>.self).pointee
      let ring = connection.rings.place(at: frame.call)
      guard frame.deliversEmpty || (frame.limit > 0 && ring.value.hasNews) else {
        return DrainReport()
      }
      let batch = Batch(
        draining: ring.value, call: frame.call, connection: frame.connection, limit: frame.limit)
      device.device.value.deferred(batch, DispatchContext(frame, device))
      return ring.value.free(batch)
    }
    unsafe look = { raw, call, fingerprint in
      let cell = unsafe raw.assumingMemoryBound(to: ConnectionCell<D>.self).pointee
      return cell.rings[call].look(&fingerprint)
    }
  }
}

extension ConnectionRoutines {
  /// The routines of an empty entry.
  static var none: ConnectionRoutines {
    unsafe ConnectionRoutines(
      service: { _, _, _, _ in .notMine }, drain: { _, _, _ in DrainReport() },
      look: { _, _, _ in RingState(produced: 0, waiting: 0, lost: 0) })
  }

  init(
    service:
      @escaping (UnsafeMutableRawPointer, borrowing ServiceFrame, Int, UInt32) -> ServiceReport,
    drain:
      @escaping (UnsafeMutableRawPointer, UnsafeMutableRawPointer, borrowing DispatchFrame) ->
      DrainReport,
    look: @escaping (UnsafeMutableRawPointer, Int, inout Fingerprint?) -> RingState
  ) {
    unsafe self.service = service
    unsafe self.drain = drain
    unsafe self.look = look
  }

  /// The same routines once more, for another line of the connection.
  init(copying other: borrowing ConnectionRoutines) {
    unsafe self.init(service: other.service, drain: other.drain, look: other.look)
  }
}

/// What a service routine did, as its thunk reports it to the dispatcher.
@usableFromInline
@frozen
struct ServiceReport: BitwiseCopyable {
  @usableFromInline
  var isClaimed: Bool
  /// False when the ring was full and the snapshot was counted as lost.
  @usableFromInline
  var isSaved: Bool
  /// The ring has no place for another snapshot.
  @usableFromInline
  var isFull: Bool
  /// The number of the deferred call that is to run, -1 for none, or `passive`.
  @usableFromInline
  var call: Int
  /// The line is to be held back until the deferred call has run.
  @usableFromInline
  var masksLine: Bool

  @inlinable
  init(isClaimed: Bool, isSaved: Bool, isFull: Bool, call: Int, masksLine: Bool) {
    self.isClaimed = isClaimed
    self.isSaved = isSaved
    self.isFull = isFull
    self.call = call
    self.masksLine = masksLine
  }

  /// Stands for the connection's passive service routine, as what is to run.
  static let passive = -2

  /// The routine threw; the code of the fault is counted down from here in `call`.
  @usableFromInline
  static var failed: Int { -16 }

  @inlinable
  static func failed(_ fault: LineFault) -> ServiceReport {
    ServiceReport(
      isClaimed: true, isSaved: true, isFull: false, call: failed - Int(fault.code),
      masksLine: false)
  }

  @inlinable
  static var notMine: ServiceReport {
    ServiceReport(isClaimed: false, isSaved: true, isFull: false, call: -1, masksLine: false)
  }
}

/// What a deferred call was given by one connection.
@usableFromInline
@frozen
struct DrainReport: BitwiseCopyable {
  @usableFromInline
  var items: Int
  @usableFromInline
  var lost: Int
  /// Something came in that this run did not deliver.
  @usableFromInline
  var hasMore: Bool

  @inlinable
  init(items: Int = 0, lost: Int = 0, hasMore: Bool = false) {
    self.items = items
    self.lost = lost
    self.hasMore = hasMore
  }
}
