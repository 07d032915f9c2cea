#if !hasFeature(Embedded)
  import BoardHAL

  extension StartedDevice where D: WorkDriven & ~Copyable {
    /// Takes the device out of the firmware once its work item neither waits nor runs.
    ///
    /// As `remove` without `await` otherwise, which withdraws what waits. Not for the work item
    /// itself, which would wait for its own end.
    ///
    /// - Returns: what it had been asked for and has not done.
    /// - Throws: `stillConnected`, `wrongProof`, or `removed`; `stillWorking` when the firmware was
    ///   shut down in the middle of the work. Then nothing has been done.
    @discardableResult
    public func remove(_ proof: borrowing Quiesced) async throws(FirmwareError) -> Withdrawn {
      try checkRemoval(proof)
      let item = firmware.dispatcher.core.devices[id.index].workItem
      if item >= 0 { await firmware.passive.untilIdle(item) }
      return try takeOut(proof)
    }
  }

  extension Firmware {
    /// Takes back what waits for a device's work item; returns how much that was.
    func withdrawWork(of device: DeviceID) -> Int {
      let item = dispatcher.core.devices[device.index].workItem
      return item < 0 ? 0 : passive.remove(item)
    }
  }
#endif
