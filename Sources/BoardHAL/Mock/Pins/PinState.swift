internal import BoardHAL

/// One pin of the mock board: who uses it, what drives it, and what its voltage was.
struct PinState {
  /// What firmware has opened the pin as.
  enum Role {
    case free
    case input(LineID)
    case output(OutputID)
    /// Nothing any more, but a line that was opened together with this one is still open.
    case shared
  }

  let pin: Pin
  /// The index of the net it is part of.
  var net: Int
  var role = Role.free
  /// What firmware drives it with, when it is an output.
  var driven: Voltage?
  /// What something outside drives it with.
  var external: Voltage?
  /// The resistor that firmware switched on; it stays when the line is closed, as on a chip.
  var pull = Pull.none
  var isGone = false
  /// Edges that the hardware is told to lose.
  var edgesToLose = 0
  /// Edges that the kernel is told to merge with the one behind.
  var edgesToMerge = 0
  var voltage = Voltage.low
  var voltages: BoundedLog<VoltageChange>
  var outputs: BoundedLog<OutputChange>

  init(_ pin: Pin, net: Int, historyCapacity: Int) {
    self.pin = pin
    self.net = net
    voltages = BoundedLog(capacity: historyCapacity)
    outputs = BoundedLog(capacity: historyCapacity)
    voltages.append(VoltageChange(time: .start, voltage: .low))
  }

  var isInput: Bool {
    guard case .input = role else { return false }
    return true
  }

  /// Who holds the pin, for messages; nil when it is free.
  var holder: String? {
    switch role {
    case .free: nil
    case .input(let line): "line \(line.index) of this firmware"
    case .output(let output): "output \(output.index) of this firmware"
    case .shared: "a line of this firmware that was opened together with it"
    }
  }
}
