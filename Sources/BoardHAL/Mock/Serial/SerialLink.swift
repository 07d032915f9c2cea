internal import BoardHAL

/// One serial port of the mock board and the line to its peer.
struct SerialLink {
  let port: SerialPortDescription
  /// The line that listens, or nil while the port is closed.
  var line: LineID?
  var isConnected = true
  /// Counts the connections, as the records say it.
  var generation: UInt32 = 1
  var receive: ReceiveBuffer
  /// From the peer to the board.
  var inbound = SerialWire<SerialCharacter>(pace: SerialPace(SerialSettings()))
  /// From the board to the peer; its characters are the port's transmit buffer.
  var outbound = SerialWire<UInt8>(pace: SerialPace(SerialSettings()))
  /// Bytes that the far end holds up: they are in the port and not on the wire.
  var held = FIFO<UInt8>()
  /// The far end lets nothing through at the moment.
  var isPaused = false
  var transmit = TransmitSide()
  var modem = ModemSide()
  /// What the board asserts towards the far end, or nil while the port is closed.
  var controls: SerialSettings?
  var echoes = false
  var replies = SerialReplies()
  var received: BoundedLog<SerialArrival>
  var counters = SerialCounters()

  /// Bytes that firmware sent and that have not left the port.
  var unsent: Int { outbound.count + held.count }

  init(_ port: SerialPortDescription, configuration: MockConfiguration) {
    self.port = port
    receive = ReceiveBuffer(capacity: configuration.receiveCapacity, generation: 1)
    received = BoundedLog(capacity: configuration.historyCapacity)
  }
}
