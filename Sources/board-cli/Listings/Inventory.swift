import BoardHAL

/// What lines and ports a described board has to list, and who uses them.
///
/// What a kernel reports is listed by `MachineLines` and `MachinePorts`. Nothing is opened to make
/// one.
struct Inventory {
  /// One line of a GPIO chip.
  struct Line {
    let chip: String
    let offset: Int
    let name: String
    let pin: Pin?
    /// Who has it, or nil when it is free.
    let consumer: String?
  }

  /// One serial port.
  struct Port {
    let name: String
    let aliases: [String]
    let path: String?
    let transmit: Pin?
    let receive: Pin?
    /// What has to be done before it exists.
    let needs: String?
    /// Who has it, or nil when it is free.
    let consumer: String?
  }

  let board: BoardDescription
  let lines: [Line]
  let ports: [Port]

  /// What is described in files; the devices of the wiring are the consumers.
  init(_ wiring: WiringDescription) {
    board = wiring.board
    let uses = PinUses(wiring)
    lines = wiring.board.pins.sorted { ($0.chip, $0.offset) < ($1.chip, $1.offset) }.map { pin in
      Line(
        chip: pin.chip, offset: pin.offset, name: pin.lineNames.first ?? "GPIO\(pin.number)",
        pin: pin, consumer: uses[pin])
    }
    ports = wiring.board.serialPorts.map { port in
      Port(
        name: port.name, aliases: port.aliases, path: port.path, transmit: port.transmit,
        receive: port.receive, needs: port.needs,
        consumer: wiring.devices.first { $0.port == port }?.name)
    }
  }
}

extension Inventory {
  /// The lines, a row each.
  var lineListing: Listing {
    var listing = Listing(
      "lines",
      [
        .init("chip"), .init("offset"), .init("name"), .init("gpio", "GPIO"), .init("position"),
        .init("functions"), .init("fixed-pull", "fixed pull"),
        .init("reserved-for", "reserved for"),
        .init("consumer"),
      ], about: [("board", board.name)])
    for line in lines {
      let pull = line.pin?.fixedPull.map { "\($0.direction.rawValue), \($0.ohms) Ω" }
      listing.append(
        .text(line.chip), .init(line.offset), .text(line.name),
        line.pin.map { .init($0.number) } ?? .none,
        .init(line.pin.map { "\($0.header):\($0.position)" }), .list(line.pin?.functions ?? []),
        .init(pull), .init(line.pin?.reservedFor), .init(line.consumer))
    }
    return listing
  }

  /// The ports, a row each.
  var portListing: Listing {
    var listing = Listing(
      "ports",
      [
        .init("port"), .init("aliases"), .init("path"), .init("transmit"), .init("receive"),
        .init("consumer"), .init("needs"),
      ], about: [("board", board.name)])
    for port in ports {
      listing.append(
        .text(port.name), .list(port.aliases), .init(port.path),
        .init(port.transmit?.description), .init(port.receive?.description),
        .init(port.consumer), .init(port.needs))
    }
    return listing
  }
}
