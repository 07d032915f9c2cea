import BoardHAL

/// A pin that a device holds for as long as bits of a register are set.
struct RegisterLink {
  let register: RegisterID
  let mask: UInt32
  /// The index of the pin on the board.
  let pin: Int
  let voltage: Voltage
  var isHeld: Bool
}
