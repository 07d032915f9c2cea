import BoardHAL
public import Firmware

/// What an explorer does in the middle of a routine.
extension Explorer: Interleaver {
  /// Decides what happens at a schedule point before the routine goes on.
  public func reach(_ point: SchedulePoint, on processor: Int) {
    guard let run, wrong == nil, !isFinishing else { return }
    teller?.drain(run.firmware)
    if decider.value.isOnNewGround { check(processor, run) }
    while used < allowed, wrong == nil, decider.value.depth < bounds.choices {
      findOptions(on: processor, run)
      guard options.value.count > 1 else { return }
      let option = choose(zeroGoesOn: true)
      switch option {
      case .goOn, .wait:
        return
      case .step(let other):
        used += 1
        teller?.tell("in the middle of processor \(processor)'s routine (\(point)):")
        leave(processor, for: other, run)
        // Whoever let this one go on meant it to: it is not left again at the same place.
        return
      case .arrive(let stream):
        used += 1
        teller?.tell("in the middle of processor \(processor)'s routine (\(point)):")
        if streams[stream].isApplication, !run.isScripted {
          begin(.call(stream), on: 0)
          comeBack(to: processor, run)
          return
        }
        arrive(stream, run)
        interrupt(processor, run)
      }
      if decider.value.isOnNewGround { check(processor, run) }
    }
  }

  /// Leaves a routine for what another processor does, as much of it as is chosen.
  private func leave(_ processor: Int, for other: Int, _ run: Run<W>) {
    teller?.tell("processor \(other) goes on")
    proceed(other, leaving: processor, run)
    comeBack(to: processor, run)
  }

  /// Back in a routine that was left: what has come meanwhile interrupts it first.
  private func comeBack(to processor: Int, _ run: Run<W>) {
    teller?.tell("back in the middle of processor \(processor)'s routine")
    while isInterrupted(processor, run) { step(processor, run) }
    if wrong == nil, !isFinishing, decider.value.isOnNewGround { check(processor, run) }
  }

  /// Serves a line that interrupts the processor now.
  ///
  /// One of the processors that may has to: this one, or one that is at rest. One that was left
  /// half way takes it when it goes on.
  private func interrupt(_ processor: Int, _ run: Run<W>) {
    while decider.value.depth < bounds.choices, isInterrupted(processor, run) {
      options.value.removeAll()
      options.value.append(.step(processor))
      for other in 0..<run.processors
      where other != processor && !seats[other].isBusy && run.firmware.hasWork(on: other)
        && !run.firmware.isBlocked(other)
      {
        options.value.append(.step(other))
      }
      guard case .step(let chosen) = choose(zeroGoesOn: true) else { return }
      if chosen == processor { step(chosen, run) } else { proceed(chosen, leaving: processor, run) }
    }
  }

  private func isInterrupted(_ processor: Int, _ run: Run<W>) -> Bool {
    wrong == nil && !isFinishing && run.firmware.hasWork(on: processor)
      && !run.firmware.isBlocked(processor)
  }

  private func findOptions(on processor: Int, _ run: Run<W>) {
    options.value.removeAll()
    options.value.append(.goOn)
    for stream in streams.indices
    where arrived[stream] < streams[stream].count
      && run.world.isReady(stream) && (!streams[stream].isApplication || isApplicationFree(run))
    {
      options.value.append(.arrive(stream))
    }
    appendSteps(besides: processor, run)
  }

  /// True when the application, which runs on processor 0 at passive level, could call.
  func isApplicationFree(_ run: Run<W>) -> Bool {
    !seats[0].isBusy && run.firmware.isAtRest(0)
  }

  func appendSteps(besides processor: Int?, _ run: Run<W>) {
    for other in 0..<run.processors where other != processor {
      if seats[other].isBusy {
        if seats[other].canGoOn { options.value.append(.step(other)) }
      } else if run.firmware.hasWork(on: other), !run.firmware.isBlocked(other) {
        options.value.append(.step(other))
      }
    }
  }

  /// Checks the invariants, and that the routine which was reached is above what it interrupted.
  private func check(_ processor: Int, _ run: Run<W>) {
    check(run)
    let level = run.firmware.level(ofProcessor: processor)
    guard nesting[processor] > 0, level <= floors[processor] else { return }
    wrong =
      wrong
      ?? "invariant 2: processor \(processor) runs a routine of level \(level.number) over one of "
      + "level \(floors[processor].number)"
  }
}
