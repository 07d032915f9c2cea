import BoardHAL

extension StartedDevice where D: ~Copyable {
  /// Takes the device out of the firmware; its number may be given to another.
  ///
  /// Against the proof that its last connection has gone quiet (row L25): a device whose service
  /// routine may still run cannot be freed, because the proof is not to be had. What it has under
  /// way ends first: deferred calls run, timers stop, requests end as cancelled, and `stopped` is
  /// called. For passive level.
  ///
  /// - Throws: `stillConnected`, `wrongProof`, or `removed`; then nothing has been done.
  public func remove(_ proof: consuming Quiesced) throws(FirmwareError) {
    guard isPresent else { throw .removed }
    try firmware.dispatcher.checkRemoval(of: id, proof: proof)
    firmware.dispatcher.quiet(id)
    cancelRequests()
    firmware.dispatcher.free(id)
  }

  /// Ends the requests of a device whose deferred calls will not run any more.
  private func cancelRequests() {
    if let current = cell.current.value.take() {
      current.complete(.cancelled, PassiveContext(firmware: firmware))
    }
    while let waiting = cell.waiting.value.tryPop() {
      firmware.dispatcher.complete(
        Completion(request: waiting.id, device: id, status: .cancelled, information: 0))
    }
  }
}
