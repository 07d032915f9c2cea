public import BoardHAL

/// One connection of a device to its lines: the interrupt object of the Windows model.
///
/// Cannot be copied. Letting go of it disconnects: the routine does not run any more, and the
/// lines are given back. What the routine shares is fixed at `connect`; changing it takes a new
/// connection (row S0-08).
public struct Connection: ~Copyable {
  /// The lines, in the order given to `connect`; their index is the routine's `subLine`.
  public let lines: [LineID]

  /// How each line's interrupts come about, in the same order (row L01).
  public let modes: [ConnectionMode]

  private let device: DeviceID
  private let firmware: Dispatcher
  let entries: [Int]
  private var isKept = false

  init(
    _ device: DeviceID, lines: [LineID], modes: [ConnectionMode], entries: [Int],
    dispatcher: Dispatcher
  ) {
    self.device = device
    self.lines = lines
    self.modes = modes
    self.entries = entries
    firmware = dispatcher
  }

  deinit {
    guard !isKept else { return }
    firmware.disconnect(entries)
  }

  /// Leaves the connection to the firmware, for as long as that lives.
  @discardableResult
  public consuming func keep() -> [LineID] {
    isKept = true
    return lines
  }

  /// Gives the lines back, and returns when nothing of the connection runs any more.
  ///
  /// What the service routine has saved is still delivered to the deferred call. For passive
  /// level: a routine cannot disconnect itself, it has no way to reach its connection.
  @discardableResult
  public consuming func disconnect() -> Quiesced {
    isKept = true
    firmware.disconnect(entries)
    return Quiesced(device: device, epoch: firmware.core.devices[device.index].epoch)
  }

  /// Takes the routine off its lines, so that nothing new begins; the rest is for `disconnect`.
  borrowing func stopCapturing() {
    for entry in entries { firmware.unlink(entry) }
  }

  /// Says whether interrupts are delivered: cheap, any number of times, cannot fail (row L06).
  ///
  /// While they are not, what comes is taken off the hardware, counted as ignored, and forgotten.
  /// Others that share a line are not concerned. For passive level; a deferred call says it with
  /// `DispatchContext.setActive`.
  public borrowing func setActive(_ isActive: Bool) {
    for entry in entries { firmware.setActive(isActive, connection: entry) }
  }
}
