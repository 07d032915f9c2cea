/// One step of a scenario.
///
/// Time passes in `delay`, while a waveform is played, and while something is waited for; every
/// other step takes none.
public struct ScenarioStep: Sendable, Equatable {
  /// What a step does; devices are named, pins and ports resolved.
  public enum Action: Sendable, Equatable {
    /// Lets time pass.
    case delay(Nanoseconds)
    /// Presses a button, through its bounce when there is one.
    case press(device: String, bounce: Waveform?)
    /// Releases a button, through its bounce when there is one.
    case release(device: String, bounce: Waveform?)
    /// Drives a pin with volts, not with meaning: high is high even on an active-low button.
    case waveform(Pin, Waveform)
    /// Sends bytes to the board.
    case writeSerial(SerialPortDescription, bytes: [UInt8])
    /// Lets something happen to a serial port.
    case serialEvent(SerialPortDescription, SerialEvent)
    /// Fails unless the pin is at this voltage now.
    case expectPin(Pin, isHigh: Bool)
    /// Waits until the board has sent these bytes since the last such step; fails after `timeout`.
    case waitSerial(SerialPortDescription, bytes: [UInt8], timeout: Nanoseconds)
    /// Waits until the device has reported this since the last such step; fails after `timeout`.
    case expectEvent(device: String, DeviceEvent, timeout: Nanoseconds)
  }

  /// Voltages on a pin, one after the other; `_` is low and `-` is high in files.
  public struct Waveform: Sendable, Hashable {
    /// True is high; in a bounce, true is pressed.
    public let levels: [Bool]

    /// How long each lasts.
    public let each: Nanoseconds

    /// Makes a waveform.
    public init(levels: [Bool], each: Nanoseconds) {
      self.levels = levels
      self.each = each
    }
  }

  /// What can happen to a serial port.
  public enum SerialEvent: String, Sendable, Hashable, CaseIterable {
    /// The cable is pulled.
    case hangup
    /// The cable is back.
    case reconnect
    /// The line is held low for longer than a character.
    case `break`
    /// A character came before the last was taken.
    case overrun
    /// A character had no stop bit.
    case framing
    /// A character failed its check bit.
    case parity
  }

  /// What the step does.
  public let action: Action

  /// The line of the file it stands on, from 1.
  public let line: Int

  /// Makes a step.
  public init(_ action: Action, line: Int) {
    self.action = action
    self.line = line
  }
}
