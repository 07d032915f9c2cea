public import BoardHAL

extension MockBoard {
  /// The far end of a serial port, by the port's name or an alias.
  ///
  /// - Throws: `noSuchPort`.
  public func peer(on name: String) throws(BoardError) -> SerialPeer {
    SerialPeer(board: self, port: try port(named: name))
  }

  private func port(named name: String) throws(BoardError) -> Int {
    for index in links.indices {
      let port = links[index].port
      if port.name == name || port.aliases.contains(name) { return index }
    }
    throw .noSuchPort(name, known: links.map(\.port.name))
  }

  // MARK: What firmware asks for

  func openSerial(
    _ name: String, _ settings: SerialSettings, as line: LineID
  ) throws(BoardError) {
    let index = try port(named: name)
    guard links[index].isConnected else { throw .gone(name) }
    if let holder = links[index].line {
      throw .busy(name, holder: "line \(holder.index) of this firmware")
    }
    let pace = SerialPace(settings)
    links[index].inbound.setPace(pace)
    links[index].outbound.setPace(pace)
    links[index].receive = ReceiveBuffer(
      capacity: configuration.receiveCapacity, generation: links[index].generation)
    links[index].line = line
    lines[line.index] = .serial(port: index)
  }

  /// Takes as many bytes as the transmit buffer has room for.
  func send(_ bytes: [UInt8], on line: LineID) throws(BoardError) -> Int {
    guard case .serial(let port) = attachment(of: line) else {
      throw .speechless(line)
    }
    guard links[port].isConnected else { throw .gone(links[port].port.name) }
    let room = configuration.transmitCapacity - links[port].outbound.count
    let taken = bytes.prefix(max(room, 0))
    for byte in taken where links[port].outbound.send(byte, at: now) {
      awaitOutbound(port)
    }
    return taken.count
  }

  // MARK: What happens on the timeline

  func perform(_ script: SerialScript, on port: Int) {
    switch script {
    case .send(let bytes):
      for byte in bytes { put(.byte(byte), on: port) }
    case .sendBreak: put(.breakSignal, on: port)
    case .sendFraming(let byte): put(.damaged(.framing, byte), on: port)
    case .sendParity(let byte): put(.damaged(.parity, byte), on: port)
    case .lose(let count): put(.lost(count), length: Int64(count), on: port)
    case .hangUp: hangUp(port)
    case .reconnect: reconnect(port)
    }
  }

  /// A character from the peer has wholly arrived.
  func receiveInbound(_ port: Int, epoch: UInt32) {
    guard epoch == links[port].inbound.epoch,
      let character = links[port].inbound.takeArrived(by: now)
    else { return }
    awaitInbound(port)
    guard let line = links[port].line else {
      links[port].counters.discarded += 1
      return
    }
    let wasEmpty = links[port].receive.isEmpty
    let lost = links[port].receive.store(character)
    if lost == 0 { links[port].counters.arrived += 1 }
    links[port].counters.overrun += UInt64(lost)
    if wasEmpty { ready.join(line) }
  }

  /// A byte from firmware has wholly arrived at the peer.
  func receiveOutbound(_ port: Int, epoch: UInt32) {
    guard epoch == links[port].outbound.epoch,
      let byte = links[port].outbound.takeArrived(by: now)
    else { return }
    awaitOutbound(port)
    links[port].received.append(SerialArrival(time: now, byte: byte))
    if links[port].echoes { put(.byte(byte), on: port) }
    for reply in links[port].replies.hear(byte) {
      timeline.insert(.serial(port: port, .send(reply.response)), at: now + reply.delay)
    }
  }

  private func hangUp(_ port: Int) {
    guard links[port].isConnected else { return }
    links[port].isConnected = false
    links[port].counters.discarded += UInt64(links[port].inbound.cut(at: now))
    links[port].counters.cutOff += UInt64(links[port].outbound.cut(at: now))
    if let line = links[port].line {
      links[port].receive.hangUp()
      ready.join(line)
    }
  }

  private func reconnect(_ port: Int) {
    guard !links[port].isConnected else { return }
    links[port].isConnected = true
    links[port].generation += 1
    if let line = links[port].line {
      links[port].receive.connect()
      ready.join(line)
    }
  }

  /// Lets the peer put a character on the wire.
  private func put(_ character: SerialCharacter, length: Int64 = 1, on port: Int) {
    guard links[port].isConnected else {
      links[port].counters.discarded += UInt64(length)
      return
    }
    if links[port].inbound.send(character, length: length, at: now) { awaitInbound(port) }
  }

  private func awaitInbound(_ port: Int) {
    guard let end = links[port].inbound.nextEnd else { return }
    timeline.insert(.inbound(port: port, epoch: links[port].inbound.epoch), at: end)
  }

  private func awaitOutbound(_ port: Int) {
    guard let end = links[port].outbound.nextEnd else { return }
    timeline.insert(.outbound(port: port, epoch: links[port].outbound.epoch), at: end)
  }
}
