import BoardHAL
import Firmware

/// One run, from a fresh world to its end.
extension Explorer {
  func runOnce(preemptions: Int) throws {
    let run = Run(try make())
    self.run = run
    used = 0
    allowed = preemptions
    wrong = nil
    isCut = false
    ended.value.removeAll(keepingCapacity: true)
    for stream in streams.indices { arrived[stream] = 0 }
    teller?.listen(to: run.firmware)
    run.firmware.interleaver = self
    home.adopt()
    defer {
      run.firmware.interleaver = nil
      run.firmware.onTrace = nil
      self.run = nil
    }
    if let script = run.world.script {
      let verdict = script()
      finish()
      settleAccounts(run)
      wrong = wrong ?? verdict
    } else {
      explore(run)
      finish()
    }
    if decider.value.isLost {
      wrong =
        teller == nil
        ? "invariant 10: the world did not behave as it did under the same schedule before"
        : "the schedule does not fit this world"
    }
    teller?.finish(wrong, run.firmware)
  }

  /// Decides what happens until nothing is left to happen.
  private func explore(_ run: Run<W>) {
    while wrong == nil {
      settleAccounts(run)
      // A state with half a routine on some stack cannot be told from another by what is hashed.
      if wrong != nil || !isAnyBusy && isSeen(run) { break }
      guard decider.value.depth < bounds.choices else {
        result.tooLong += 1
        break
      }
      findOptions(run)
      guard !options.value.isEmpty else {
        if isAnyBusy {
          wrong = "deadlock: the processors in the middle of routines wait for each other"
        } else {
          judge(run)
        }
        break
      }
      let (chosen, free) = (choose(zeroGoesOn: resumable > 0), resumable)
      if free > 0, !isResuming(chosen) { used += 1 }
      perform(chosen, run)
    }
  }

  /// What can be done while no routine runs.
  ///
  /// With some left half way, going on with one of them is free; whatever else happens then happens
  /// in the middle of a routine, and costs an interruption like anything that does.
  private func findOptions(_ run: Run<W>) {
    options.value.removeAll()
    for processor in 0..<run.processors where seats[processor].isBusy && seats[processor].canGoOn {
      options.value.append(.step(processor))
    }
    resumable = options.value.count
    guard resumable == 0 || used < allowed else { return }
    for processor in 0..<run.processors
    where !seats[processor].isBusy && run.firmware.hasWork(on: processor)
      && !run.firmware.isBlocked(processor)
    {
      options.value.append(.step(processor))
    }
    if options.value.isEmpty, !isAnyBusy {
      if run.firmware.owesEvent {
        options.value.append(.step(0))
      } else if run.firmware.nextTimer != nil {
        options.value.append(.wait)
      }
    }
    for stream in streams.indices
    where arrived[stream] < streams[stream].count && run.world.isReady(stream)
      && (!streams[stream].isApplication || isApplicationFree(run))
    {
      options.value.append(.arrive(stream))
    }
  }

  /// Chooses among the options; a single one is no choice and leaves no digit in the schedule.
  func choose(zeroGoesOn: Bool) -> Option {
    options.value.count == 1
      ? options.value[0]
      : options.value[decider.value.choose(options.value.count, zeroGoesOn: zeroGoesOn)]
  }

  private func isResuming(_ option: Option) -> Bool {
    if case .step(let processor) = option { seats[processor].isBusy } else { false }
  }

  private func perform(_ option: Option, _ run: Run<W>) {
    switch option {
    case .goOn: break
    case .step(let processor):
      if seats[processor].isBusy { teller?.tell("processor \(processor) goes on") }
      proceed(processor)
    case .arrive(let stream):
      if streams[stream].isApplication { begin(.call(stream), on: 0) } else { arrive(stream, run) }
    case .wait:
      teller?.tell("time passes to the next timer")
      _ = run.firmware.board.wait(until: run.firmware.nextTimer)
    }
  }

  /// Lets a processor do its most urgent thing, perhaps in the middle of another routine.
  func step(_ processor: Int, _ run: Run<W>) {
    let outer = floors[processor]
    let level = run.firmware.level(ofProcessor: processor)
    floors[processor] = level
    nesting[processor] += 1
    teller?.tell("processor \(processor) steps")
    if nesting[processor] > 1 || level > .passive || !run.firmware.owesEvent {
      _ = run.firmware.stepNested(on: processor)
    } else {
      _ = run.firmware.step(on: processor)
    }
    nesting[processor] -= 1
    floors[processor] = outer
    if run.firmware.level(ofProcessor: processor) != level {
      wrong = wrong ?? "invariant 1: a step left processor \(processor) at another level"
    }
    teller?.drain(run.firmware)
  }

  /// Lets the next thing of a stream happen.
  func arrive(_ stream: Int, _ run: Run<W>) {
    let number = arrived[stream]
    arrived[stream] = number + 1
    teller?.tell("\(streams[stream].name), number \(number)")
    run.world.arrive(number, of: stream)
    run.firmware.collect()
    teller?.drain(run.firmware)
  }

  /// Takes the ended requests, and checks the invariants.
  private func settleAccounts(_ run: Run<W>) {
    if run.hasVirtualTime || run.firmware.nextTimer != nil { run.firmware.collect() }
    while let completion = run.firmware.takeCompletion() {
      if ended.value.contains(where: { $0.request == completion.request }) {
        wrong = "invariant 9: request \(completion.request.number) ended twice"
      }
      ended.value.append(completion)
    }
    guard decider.value.isOnNewGround else { return }
    check(run)
    if run.hasLevels, let line = run.firmware.forgottenLines.first {
      wrong = wrong ?? "invariant 6: \(run.firmware.label(of: line)) is asserted and not pending"
    }
  }

  func check(_ run: Run<W>) {
    if let violation = run.firmware.violations().first { wrong = wrong ?? "\(violation)" }
  }

  /// True when the state has been explored before, with as many interruptions left or more.
  private func isSeen(_ run: Run<W>) -> Bool {
    guard teller == nil, decider.value.random == nil, decider.value.isOnNewGround else {
      return false
    }
    var fingerprint = Fingerprint()
    run.firmware.mix(into: &fingerprint)
    run.world.mix(into: &fingerprint)
    for stream in streams.indices { fingerprint.mix(arrived[stream]) }
    for completion in ended.value {
      fingerprint.mix(Int(completion.request.number) << 8 | Int(completion.status.rawValue))
    }
    if run.hasVirtualTime || run.firmware.nextTimer != nil {
      fingerprint.mix(UInt64(bitPattern: run.firmware.now.nanoseconds))
    }
    if let before = visited.value[fingerprint.value], Int(before) <= used {
      isCut = true
      return true
    }
    visited.value[fingerprint.value] = UInt8(truncatingIfNeeded: used)
    return false
  }

  /// Everything has happened and nothing is left to do.
  private func judge(_ run: Run<W>) {
    if !run.world.mayEndMasked, let line = run.firmware.maskedLines.first {
      wrong = "invariant 7: \(run.firmware.label(of: line)) stays masked and nobody will release it"
    } else if run.world.submitted != ended.value.count {
      wrong =
        "invariant 9: \(run.world.submitted) requests were submitted, \(ended.value.count) ended"
    } else {
      wrong = run.world.verdict
    }
  }
}
