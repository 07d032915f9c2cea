#if !hasFeature(Embedded)
  public import BoardHAL

  /// One passive connection of a device to its lines.
  ///
  /// Cannot be copied. Letting go of it closes the lines at once; a service routine that is in the
  /// middle of a wait then ends without being heard. `disconnect` waits for it instead.
  public struct PassiveConnection: ~Copyable {
    /// The lines, in the order given to `connect`; their index is the routine's `subLine`.
    public let lines: [LineID]

    private let firmware: Firmware
    /// Passive service routine and work item, in the order of their work.
    private let items: [Int]
    private var connection: Connection?

    init(_ connection: consuming Connection, items: [Int], in firmware: Firmware) {
      lines = connection.lines
      self.items = items
      self.firmware = firmware
      self.connection = consume connection
    }

    deinit {
      guard connection != nil else { return }
      for item in items { firmware.passive.remove(item) }
    }

    /// Leaves the connection to the firmware, for as long as that lives.
    @discardableResult
    public consuming func keep() -> [LineID] {
      guard let connection = release() else { return lines }
      return connection.keep()
    }

    /// Gives the lines back, and returns when nothing of the connection runs any more: first no
    /// interrupt is captured, then the service routine ends, then the work item or deferred call
    /// that it asked for (row L52).
    ///
    /// - Parameter context: The proof that the caller is at passive level. Not for the
    ///   connection's own service routine or work item, which would wait for themselves.
    /// - Returns: the proof that nothing of the connection runs any more.
    public consuming func disconnect<Token: MayBlock & ~Copyable>(
      _ context: borrowing Token
    ) async -> Quiesced {
      guard let connection = release() else { preconditionFailure("disconnected twice") }
      connection.stopCapturing()
      for item in items {
        await firmware.passive.untilIdle(item)
        firmware.passive.remove(item)
      }
      return connection.disconnect()
    }

    /// Takes the connection out, so that the end of this value leaves it alone.
    ///
    /// Out of line: where this is inlined, Swift 6.2.3 takes the value apart and forgets that it
    /// has a deinit.
    @inline(never)
    private mutating func release() -> Connection? { connection.take() }
  }

  // MARK: The passive interrupt lock

  extension StartedDevice where D: PassiveDriven & ~Copyable {
    /// Runs `body` with the line state if the passive interrupt lock is free, else returns nil.
    ///
    /// The lock is held while the service routine awaits its bus. Code that the bus itself waits
    /// for must not wait for the lock: it tries, and leaves the rest to a work item (row L33).
    public func withLineIfAvailable<Result, Token: MayBlock & ~Copyable>(
      connection number: Int = 0, _ context: borrowing Token, _ body: (inout D.LineState) -> Result
    ) -> Result? {
      let dispatcher = firmware.dispatcher
      guard let index = dispatcher.entry(of: number, device: id.index),
        let raw = unsafe dispatcher.core.connections[index].cell
      else { return nil }
      let cell = unsafe raw.assumingMemoryBound(to: PassiveCell<D>.self).pointee
      guard cell.lock.value.tryAcquire(for: LineLock.anonymous) else { return nil }
      defer { cell.lock.value.release() }
      return body(&cell.state.value)
    }
  }

  extension PassiveScheduler {
    /// Takes the passive lock for a service routine.
    ///
    /// Others hold it only inside a closure that cannot await, so on one thread it is free here.
    func acquire(_ lock: Place<LineLock>) async {
      while !lock.value.tryAcquire(for: LineLock.anonymous) {
        await Task.yield()
      }
    }
  }
#endif
