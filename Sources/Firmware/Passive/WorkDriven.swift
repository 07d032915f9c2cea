#if !hasFeature(Embedded)
  import BoardHAL

  /// A device that has work for passive level: what may wait, allocate, or talk to a slow bus.
  ///
  /// Its deferred call queues values with `DispatchContext.queueWork`; the work item, a routine of
  /// its own at passive level, is given all that gathered since its last run. The two share nothing
  /// else: the device value belongs to the deferred half, and what the work item finds out goes
  /// back as an action. Corresponds to the work items of the Windows model (rows L20, L63).
  public protocol WorkDriven: Device, ~Copyable {
    /// What the deferred half hands to the work item: a plain value, passed by copy.
    associatedtype Work: BitwiseCopyable & Sendable

    /// Does the work, at passive level, on the executor that the work item was registered with.
    ///
    /// Runs once however often it was asked for, never beside itself, and again if it was asked
    /// for while running: the same life as a deferred call's.
    static func work(
      _ batch: borrowing Batch<Work>, _ context: borrowing WorkContext<Self>) async
  }

  extension DispatchContext where D: WorkDriven & ~Copyable {
    /// Hands `value` to the device's work item, which will run at passive level; does not wait.
    ///
    /// - Returns: `refused` when the work item's ring is full or none is registered; the loss is
    ///   counted and reported to the work item in its place.
    @discardableResult
    public borrowing func queueWork(_ value: D.Work) -> DeferredRequest {
      guard let (ring, item) = unsafe dispatcher.workRing(of: device) else { return .refused }
      let typed = unsafe ring.assumingMemoryBound(to: Place<SnapshotRing<D.Work>>.self).pointee
      let push = typed.value.tryPush(value, request: currentRequest?.number ?? 0)
      let request = unsafe dispatcher.requestWork(item, from: processor)
      return push == .refused ? .refused : request
    }
  }
#endif
