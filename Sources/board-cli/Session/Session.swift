import BoardFiles
import BoardHAL
import BoardHALLinux
import Firmware
import FirmwareTestBench

/// A running firmware and all that can be asked of it: what shell, clients and top share.
///
/// A session is for one thread, and answers verbs at passive level, between two steps of the
/// firmware.
final class Session {
  let wiring: WiringDescription
  let firmware: Firmware

  /// What is around the board.
  let surroundings: any Surroundings

  /// What the trace told.
  private(set) var meters = Meters()

  /// True where `advance` may move time; false where somebody else runs the firmware.
  let ownsTime: Bool

  /// Somebody typed Ctrl-C: whatever takes its time ends.
  var isInterrupted = false

  private let stage: any Stage
  private let parser: VerbParser
  /// The files of the wiring, which a recording carries; nil for a bare board.
  private let sources: WiringSources?
  private var gatherer: ChainGatherer
  private var audiences: [Audience] = []
  private var recorder: TraceWriter?

  /// Makes a session around a firmware that its owner runs, and tells of everything that happens.
  ///
  /// - Parameters:
  ///   - wiring: What is wired to the board.
  ///   - sources: The files that it was read from; nil for a bare board.
  ///   - stage: The board, and how its time passes.
  ///   - firmware: What runs on it.
  ///   - ownsTime: The owner runs the firmware only when the session is not asked.
  init(
    _ wiring: WiringDescription, _ sources: WiringSources?, _ stage: any Stage,
    _ firmware: Firmware, ownsTime: Bool
  ) {
    self.wiring = wiring
    self.sources = sources
    self.stage = stage
    self.firmware = firmware
    surroundings = stage.surroundings(of: wiring, firmware)
    self.ownsTime = ownsTime
    parser = VerbParser(wiring: wiring)
    gatherer = ChainGatherer(HappeningNames(firmware, wiring))
  }

  // MARK: What happens

  /// Takes in a happening.
  func add(_ event: TraceEvent) {
    meters.add(event) { firmware.owners(of: $1).first == $0 }
    surroundings.add(event)
    if isWatched { gatherer.add(event) }
    recorder?.add(event)
  }

  /// Shows what has happened; nothing is left to do at the moment.
  func settle() {
    recorder?.settle()
    guard isWatched else { return }
    let chains = gatherer.takeAll()
    guard !chains.isEmpty else { return }
    for audience in audiences { audience.tell(chains) }
  }

  private var isWatched: Bool { audiences.contains { !$0.isAsleep } }

  /// Shows somebody what happens, until `leave`.
  func enter(_ audience: Audience) {
    audiences.append(audience)
  }

  func leave(_ audience: Audience) {
    audiences.removeAll { $0 === audience }
  }

  // MARK: What is asked

  /// Carries out a line for somebody and replies; nothing happens for one without a verb.
  ///
  /// What follows at this moment happens after the reply, so that people read it in that order.
  func perform(_ line: String, for audience: Audience, reply: (Answer) -> Void) {
    reply(answer(line, audience))
    if ownsTime { stage.run(firmware, until: firmware.now) { false } }
  }

  private func answer(_ line: String, _ audience: Audience) -> Answer {
    do throws(VerbError) {
      guard let verb = try parser.parse(line) else { return Answer(lines: []) }
      if verb == .quit { return Answer(lines: [], isLast: true) }
      return Answer(lines: try perform(verb, for: audience))
    } catch {
      return Answer(lines: [], complaint: error.description)
    }
  }

  private func perform(_ verb: Verb, for audience: Audience) throws(VerbError) -> [String] {
    switch verb {
    case .mask(let device): return try setMasked(true, device)
    case .unmask(let device): return try setMasked(false, device)
    case .get(let place): return try values(place)
    case .heard(let port): return try heard(port)
    case .show(let overview, let form): return listing(overview).lines(form)
    case .view(let size, let form):
      return BoardPicture(self).lines(size, hasColour: form == .colour)
    case .advance(let time): return try advance(time)
    case .watch(let watch): return self.watch(watch, audience)
    case .record(let recording): return try record(recording)
    case .help(let name): return try Help.lines(about: name)
    case .quit: return []
    default:
      do throws(BoardError) { return try surroundings.perform(verb) } catch {
        throw VerbError("\(error)")
      }
    }
  }

  private func advance(_ time: Nanoseconds) throws(VerbError) -> [String] {
    guard let mock = stage as? SteeredBoard else {
      throw VerbError("advance: time passes by itself on a real board; --hal mock has time to move")
    }
    guard ownsTime else {
      throw VerbError("advance: this run keeps its own time; use a shell to move it")
    }
    let end = firmware.now + time
    isInterrupted = false
    mock.hurry { firmware.run(until: end) { isInterrupted } }
    return [firmware.now.secondsText + (firmware.now < end ? ", interrupted" : "")]
  }

  private func watch(_ watch: Watch, _ audience: Audience) -> [String] {
    // What was gathered for nobody is old news.
    if !isWatched { gatherer = ChainGatherer(HappeningNames(firmware, wiring)) }
    audience.watch = watch
    switch watch {
    case .everything: return ["watching everything"]
    case .nothing: return ["watching nothing"]
    case .named(let name): return ["watching \(name)"]
    }
  }

  private func record(_ recording: Recording) throws(VerbError) -> [String] {
    switch recording {
    case .file(let path):
      try beginRecording(path, isWhole: false)
      return ["recording into \(path), from here on; shell --record makes one that replays"]
    case .off:
      guard recorder != nil else { return ["nothing was recorded"] }
      try endRecording()
      return ["recorded until \(firmware.now.secondsText)"]
    }
  }

  /// Begins to record into a file; what was recorded until now is complete.
  ///
  /// - Parameters:
  ///   - path: Where the file is to be.
  ///   - isWhole: The firmware was not started yet, but traces already.
  /// - Throws: `VerbError` when there is no wiring to name, or when the file cannot be created.
  func beginRecording(_ path: String, isWhole: Bool) throws(VerbError) {
    guard let sources else {
      throw VerbError("record: a bare board has no wiring to replay on; start with a wiring file")
    }
    let file: OutputFile
    do throws(OutputError) { file = try OutputFile(creating: path) } catch {
      throw VerbError("record: \(error)")
    }
    try endRecording()
    let writer = TraceWriter(file, firmware, sources, isLive: true)
    writer.begin(wiring, isWhole: isWhole)
    recorder = writer
  }

  /// Completes what is recorded.
  ///
  /// - Throws: `VerbError` when not all of it could be written.
  func endRecording() throws(VerbError) {
    guard let recorder else { return }
    self.recorder = nil
    recorder.finish()
    if let failure = recorder.failure { throw VerbError("record: \(failure)") }
  }
}
