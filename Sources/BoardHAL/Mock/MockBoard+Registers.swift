public import BoardHAL

extension MockBoard {
  /// Gives the board a register that firmware can read and write.
  public func addRegister(
    _ name: String, _ behaviour: RegisterBehaviour = .plain, initial: UInt32 = 0
  ) -> RegisterID {
    registers.add(RegisterBank.Register(name: name, behaviour: behaviour, value: initial))
  }

  /// Lets a register hold a pin, as a device holds its interrupt line: while any of the bits in
  /// `mask` is set the device drives the pin to `voltage`, else it lets go of it.
  ///
  /// - Throws: `noSuchPin`.
  /// - Precondition: the register was added to this board.
  public func link(
    _ register: RegisterID, _ mask: UInt32 = .max, to pin: Pin, asserting voltage: Voltage = .low
  ) throws(BoardError) {
    precondition(registers.contains(register), "the mock has no register \(register.index)")
    registerLinks.append(
      RegisterLink(
        register: register, mask: mask, pin: try index(of: pin), voltage: voltage, isHeld: false))
    followRegisters()
  }

  /// Drives, or lets go of, the pins that registers hold, after one may have changed.
  func followRegisters() {
    for index in registerLinks.indices {
      let link = registerLinks[index]
      let isHeld = registers[link.register].value & link.mask != 0
      guard isHeld != link.isHeld else { continue }
      registerLinks[index].isHeld = isHeld
      schedule(.external(pin: link.pin, isHeld ? link.voltage : nil), at: nil)
    }
  }

  /// What is in a register, seen from outside: looking changes nothing and is not recorded.
  ///
  /// - Precondition: the register was added to this board.
  public func contents(of register: RegisterID) -> UInt32 { registers[register].value }

  /// Sets bits in a register, as the device it belongs to does.
  ///
  /// - Precondition: the register was added to this board.
  public func setBits(
    _ bits: UInt32, in register: RegisterID, at time: BoardInstant? = nil
  ) {
    precondition(registers.contains(register), "the mock has no register \(register.index)")
    schedule(.setBits(register: register.index, bits), at: time)
  }

  /// The name that a register was added with.
  ///
  /// - Precondition: the register was added to this board.
  public func name(of register: RegisterID) -> String { registers[register].name }
}
