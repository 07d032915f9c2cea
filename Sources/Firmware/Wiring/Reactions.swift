import BoardHAL

/// What the wiring file says is to be done when a device tells something.
///
/// Looked up at passive level with each event; what is to be done is posted to the device
/// concerned, whose own deferred call does it.
struct Reactions {
  private struct Reaction {
    let source: DeviceID
    let event: UInt8
    let target: DeviceID
    let action: UInt8
    /// What to send with the action; nil passes the event's own text on.
    let text: EventText?
  }

  private var reactions: [Reaction] = []

  /// There is nothing to react to.
  var isEmpty: Bool { reactions.isEmpty }

  /// No reactions.
  init() {}

  /// The reactions of a wiring, with its names turned into numbers.
  ///
  /// - Throws: `unknownReaction` for a name that no device has.
  init(
    _ descriptions: [ReactionDescription], of firmware: Firmware
  ) throws(FirmwareError) {
    for description in descriptions {
      guard let source = firmware.device(named: description.source),
        let target = firmware.device(named: description.target),
        let event = firmware.code(ofEvent: description.event.rawValue, of: source),
        let action = firmware.code(ofAction: description.action.rawValue, of: target)
      else {
        throw .unknownReaction(
          "on: \(description.source).\(description.event.rawValue), "
            + "do: \(description.target).\(description.action.rawValue)")
      }
      let text = description.text.map { EventText($0.utf8) }
      reactions.append(
        Reaction(source: source, event: event, target: target, action: action, text: text))
    }
  }

  /// Posts what is to be done about an event.
  func answer(_ event: DeviceEventRecord, in firmware: Firmware) {
    for reaction in reactions
    where reaction.source == event.device && reaction.event == event.code {
      _ = firmware.post(
        reaction.action, text: reaction.text ?? event.text, to: reaction.target,
        isByApplication: false)
    }
  }
}
