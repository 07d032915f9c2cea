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
    links[index].controls = settings
    lines[line.index] = .serial(port: index)
  }

  func openTransmit(_ name: String, as line: LineID) throws(BoardError) {
    let index = try openPort(named: name, for: "sending on \(name)")
    if let holder = links[index].transmit.line {
      throw .busy("sending on \(name)", holder: "line \(holder.index) of this firmware")
    }
    links[index].transmit.line = line
    lines[line.index] = .transmit(port: index)
  }

  func openModem(_ name: String, as line: LineID) throws(BoardError) {
    let index = try openPort(named: name, for: "the modem lines of \(name)")
    if let holder = links[index].modem.line {
      throw .busy("the modem lines of \(name)", holder: "line \(holder.index) of this firmware")
    }
    links[index].modem.line = line
    lines[line.index] = .modem(port: index)
  }

  private func openPort(named name: String, for purpose: String) throws(BoardError) -> Int {
    let index = try port(named: name)
    guard links[index].line != nil else {
      throw .unsupported(purpose, remedy: "open the port's receiving side first")
    }
    return index
  }

  func closeSerial(_ port: Int) {
    links[port].line = nil
    links[port].controls = nil
  }

  /// Takes as many bytes as the transmit buffer has room for.
  func send(_ bytes: [UInt8], on line: LineID) throws(BoardError) -> Int {
    let port = try port(of: line)
    guard links[port].isConnected else { throw .gone(links[port].port.name) }
    let room = configuration.transmitCapacity - links[port].unsent
    let taken = bytes.prefix(max(room, 0))
    for byte in taken { putOut(byte, on: port) }
    if taken.count < bytes.count {
      links[port].transmit.refuse()
      lookForRoom(port)
    }
    return taken.count
  }

  /// The port that a line is on.
  func port(of line: LineID) throws(BoardError) -> Int {
    switch attachment(of: line) {
    case .serial(let port), .transmit(let port), .modem(let port): return port
    case .edges, .software: throw .speechless(line)
    }
  }

  func takeRoom(_ port: Int) -> SerialRecord? {
    guard let kind = links[port].transmit.takeNews() else { return nil }
    return SerialRecord(time: now, kind: kind, generation: links[port].generation)
  }

  func takeModemLines(_ port: Int) -> SerialRecord? {
    let changes = links[port].modem.takeChanges()
    guard changes > 0 else { return nil }
    return SerialRecord(
      time: now, modemLines: links[port].modem.lines, changes: changes,
      generation: links[port].generation)
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
    case .pause: links[port].isPaused = true
    case .resume: resume(port)
    case .setModemLines(let lines):
      if links[port].modem.set(lines), let line = links[port].modem.line { ready.join(line) }
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
    lookForRoom(port)
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
    links[port].counters.cutOff += UInt64(links[port].held.count)
    links[port].counters.cutOff += UInt64(links[port].outbound.cut(at: now))
    links[port].held.removeAll()
    if links[port].transmit.hangUp(), let line = links[port].transmit.line { ready.join(line) }
    if let line = links[port].line {
      links[port].counters.discarded += UInt64(links[port].receive.hangUp())
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

  private func resume(_ port: Int) {
    links[port].isPaused = false
    while let byte = links[port].held.popFirst() { putOut(byte, on: port) }
  }

  /// Puts a byte of firmware's on the wire, or behind those that the far end holds up.
  private func putOut(_ byte: UInt8, on port: Int) {
    if links[port].isPaused {
      links[port].held.append(byte)
    } else if links[port].outbound.send(byte, at: now) {
      awaitOutbound(port)
    }
  }

  /// Lets the transmit line ask, when bytes were refused and there is room again.
  private func lookForRoom(_ port: Int) {
    let hasRoom = links[port].transmit.look(
      waiting: links[port].unsent, capacity: configuration.transmitCapacity)
    if hasRoom, let line = links[port].transmit.line { ready.join(line) }
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
