import BoardHAL

extension StartedDevice where D: ~Copyable {
  /// Takes the device out of the firmware; its number may be given to another.
  ///
  /// Against the proof that its last connection has gone quiet (row L25): a device whose service
  /// routine may still run cannot be freed, because the proof is not to be had. What it has under
  /// way ends first: deferred calls run, timers stop, requests end as cancelled, what waits for its
  /// work item is withdrawn, and `stopped` is called. For passive level.
  ///
  /// - Returns: what it had been asked for and has not done.
  /// - Throws: `stillConnected`, `wrongProof`, `removed`, or `stillWorking` while the device's work
  ///   item runs; then nothing has been done, and the proof is as good as before.
  @discardableResult
  public func remove(_ proof: borrowing Quiesced) throws(FirmwareError) -> Withdrawn {
    try takeOut(proof)
  }

  /// What `remove` does, under a name that stands for one thing.
  func takeOut(_ proof: borrowing Quiesced) throws(FirmwareError) -> Withdrawn {
    try checkRemoval(proof)
    guard !firmware.dispatcher.isWorking(id) else {
      throw .stillWorking(device: firmware.name(of: id))
    }
    firmware.dispatcher.quiet(id)
    var withdrawn = Withdrawn()
    withdrawn.requests = cancelRequests()
    #if !hasFeature(Embedded)
      withdrawn.work = firmware.withdrawWork(of: id)
    #endif
    firmware.dispatcher.free(id)
    return withdrawn
  }

  func checkRemoval(_ proof: borrowing Quiesced) throws(FirmwareError) {
    guard isPresent else { throw .removed }
    try firmware.dispatcher.checkRemoval(of: id, proof: proof)
  }

  /// Ends the requests of a device whose deferred calls will not run any more; returns how many.
  private func cancelRequests() -> Int {
    var count = 0
    if let current = cell.current.value.take() {
      current.complete(.cancelled, PassiveContext(firmware: firmware))
      count += 1
    }
    while let waiting = cell.waiting.value.tryPop() {
      firmware.dispatcher.complete(
        Completion(request: waiting.id, device: id, status: .cancelled, information: 0))
      count += 1
    }
    return count
  }
}
