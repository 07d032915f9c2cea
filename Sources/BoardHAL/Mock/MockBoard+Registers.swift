public import BoardHAL

extension MockBoard {
  /// Gives the board a register that firmware can read and write.
  public func addRegister(
    _ name: String, _ behaviour: RegisterBehaviour = .plain, initial: UInt32 = 0
  ) -> RegisterID {
    registers.add(RegisterBank.Register(name: name, behaviour: behaviour, value: initial))
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
