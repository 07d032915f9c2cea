import BoardHAL

/// Reads the reactions of a wiring.
struct ReactionReader {
  /// The devices that may be named; nil for those whose own mistakes are already reported.
  let devices: [String: DeviceDescription?]
  let report: Report

  /// The reactions without mistakes, in the order of the file.
  func reactions(_ node: YAMLNode) -> [ReactionDescription] {
    guard case .sequence(let nodes) = node.content else {
      if case .refused = node.content { return [] }
      report.error(
        at: node.position, "reactions is \(node.summary), not a list",
        allowed: "a list of mappings with on and do")
      return []
    }
    return nodes.compactMap(reaction)
  }

  private func reaction(_ node: YAMLNode) -> ReactionDescription? {
    guard var fields = Fields(node, "the reaction", report) else { return nil }
    let references = ReferenceReader(devices: devices)
    let source = fields.required("on", references.event)
    let target = fields.required("do", references.action)
    let textNode = fields.node("text")
    let text = fields.optional("text", .text)
    fields.finish()
    guard let source, let target else { return nil }

    if let textNode, target.word != .write {
      report.error(
        at: textNode.position, "\(target.word.rawValue) takes no text", allowed: "text with write")
    }
    if textNode == nil, target.word == .write, source.word != .line {
      report.error(
        at: fields.position, "\(source.word.rawValue) carries no line to write",
        allowed: "text: the line to write")
    }
    return ReactionDescription(
      on: source.device, source.word, do: target.device, target.word, text: text)
  }
}

/// Reads `button.pressed` and `led.on`: a device and a word that it knows.
struct ReferenceReader {
  /// A device and a word of its.
  struct Reference<Word> {
    let device: String
    let word: Word
  }

  let devices: [String: DeviceDescription?]

  /// An event of a device.
  var event: ValueReader<Reference<DeviceEvent>> {
    reference("event", example: "button.pressed") { $0.events }
  }

  /// An action of a device.
  var action: ValueReader<Reference<DeviceAction>> {
    reference("action", example: "led.on") { $0.actions }
  }

  /// A device that must exist.
  func device(_ name: String) throws(Misreading) -> DeviceDescription? {
    guard let device = devices[name] else {
      throw .refused(
        "unknown device \(name.quoted)", allowed: devices.keys.listed,
        suggestion: Suggestion.nearest(to: name, among: devices.keys.sorted()))
    }
    return device
  }

  private func reference<Word: CaseIterable & RawRepresentable<String>>(
    _ kind: String, example: String, _ words: @escaping (DeviceDescription) -> [Word]
  ) -> ValueReader<Reference<Word>> {
    .scalar("a device, a dot and its \(kind), such as \(example)") { text throws(Misreading) in
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw .notSuch("a device and its \(kind)") }
      let device = try device(parts[0])
      let allowed = device.map(words) ?? Array(Word.allCases)
      if let word = allowed.first(where: { $0.rawValue == parts[1] }) {
        return Reference(device: parts[0], word: word)
      }
      throw refusal(of: parts[1], kind, by: parts[0], allowed: allowed.map(\.rawValue))
    }
  }

  private func refusal(
    of word: String, _ kind: String, by device: String, allowed: [String]
  ) -> Misreading {
    if word == DeviceEvent.held.rawValue, allowed.contains(DeviceEvent.pressed.rawValue) {
      return .refused(
        "device \(device.quoted) never reports held, for it has no hold time",
        allowed: "\(allowed.listed), or held after adding hold: 1s to the device", suggestion: nil)
    }
    return .refused(
      "device \(device.quoted) has no \(kind) \(word.quoted)",
      allowed: allowed.isEmpty ? "none" : allowed.listed,
      suggestion: Suggestion.nearest(to: word, among: allowed))
  }
}
