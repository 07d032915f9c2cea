import BoardHAL
public import Firmware

/// What an explorer does in the middle of a routine.
extension Explorer: Interleaver {
  /// Decides what happens at a schedule point before the routine goes on.
  public func reach(_ point: SchedulePoint, on processor: Int) {
    guard let run, wrong == nil else { return }
    teller?.drain(run.firmware)
    if decider.isOnNewGround { check(processor, run) }
    while used < allowed, wrong == nil, decider.depth < bounds.choices {
      findOptions(on: processor, run)
      guard options.count > 1 else { return }
      let option = choose(zeroGoesOn: true)
      switch option {
      case .goOn, .wait:
        return
      case .step(let other):
        used += 1
        teller?.tell("in the middle of processor \(processor)'s routine (\(point)):")
        step(other, run)
      case .arrive(let stream):
        used += 1
        teller?.tell("in the middle of processor \(processor)'s routine (\(point)):")
        arrive(stream, on: processor, run)
        interrupt(processor, run)
      }
      if decider.isOnNewGround { check(processor, run) }
    }
  }

  /// Serves a line that interrupts the processor now; one of the processors that may has to.
  private func interrupt(_ processor: Int, _ run: Run<W>) {
    while wrong == nil, run.firmware.hasWork(on: processor), !run.firmware.isBlocked(processor) {
      options.removeAll(keepingCapacity: true)
      options.append(.step(processor))
      appendSteps(besides: processor, run)
      guard case .step(let chosen) = choose(zeroGoesOn: true) else { return }
      step(chosen, run)
    }
  }

  private func findOptions(on processor: Int, _ run: Run<W>) {
    options.removeAll(keepingCapacity: true)
    options.append(.goOn)
    for stream in streams.indices
    where arrived[stream] < streams[stream].count
      && run.world.isReady(stream) && (!streams[stream].isApplication || run.firmware.isAtRest(0))
    {
      options.append(.arrive(stream))
    }
    appendSteps(besides: processor, run)
  }

  private func appendSteps(besides processor: Int, _ run: Run<W>) {
    for other in 0..<run.processors
    where other != processor && run.firmware.hasWork(on: other) && !run.firmware.isBlocked(other) {
      options.append(.step(other))
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
