import BoardHAL
import Firmware

/// Processors that are left half way: which one goes on.
extension Explorer {
  /// Lets a processor go on, or begin what it has to do; returns when the caller is to go on.
  func proceed(_ processor: Int) {
    if !seats[processor].isBusy { begin(.step, on: processor) } else { enter(processor) }
  }

  /// Lets an idle processor begin something.
  func begin(_ task: Seat.Task, on processor: Int) {
    seats[processor].task = task
    seats[processor].isBusy = true
    enter(processor)
  }

  private func enter(_ processor: Int) {
    let seat = seats[processor]
    let fiber: Fiber
    if seat.isScripts { return change(from: current, to: nil, home) }
    if let known = seat.fiber {
      fiber = known
    } else {
      fiber = Fiber { [unowned self] in
        while true { self.work(processor) }
      }
      seat.fiber = fiber
    }
    change(from: current, to: processor, fiber)
  }

  /// One task, on the processor's own stack; then whoever decides goes on.
  ///
  /// Out of line, so that nothing of a run that is over stays on the stack.
  @inline(never)
  private func work(_ processor: Int) {
    if let run {
      switch seats[processor].task {
      case .step: step(processor, run)
      case .call(let stream): arrive(stream, run)
      }
    }
    seats[processor].isBusy = false
    handBack(processor)
  }

  /// Leaves a processor for the place where it is decided who goes on.
  private func handBack(_ processor: Int) {
    change(from: processor, to: nil, home)
  }

  private func change(from: Int?, to: Int?, _ fiber: Fiber) {
    let own: Fiber
    if let from {
      guard let known = seats[from].fiber else {
        preconditionFailure("a processor runs on a stack that it does not have")
      }
      own = known
    } else {
      own = home
    }
    current = to
    own.pass(to: fiber)
    current = from
  }

  /// A processor cannot go on until another has brought something about.
  public func wait(on processor: Int, until isOver: @escaping () -> Bool) {
    guard let run else { return }
    seats[processor].isOver = isOver
    if run.isScripted, current == nil {
      // On the script's stack nobody above decides who goes on.
      asScript(processor) { while !isOver() { letOneGoOn() } }
    } else {
      while !isOver() { handBack(processor) }
    }
    seats[processor].isOver = nil
  }

  // MARK: Scripts

  /// Lets `processor` go on, or begin what it has to do, in the middle of a routine of `left`.
  func proceed(_ processor: Int, leaving left: Int, _ run: Run<W>) {
    guard run.isScripted, current == nil else { return proceed(processor) }
    asScript(left) { proceed(processor) }
  }

  /// Marks a processor that the script steps as left half way while others go on in `body`.
  private func asScript(_ processor: Int, _ body: () -> Void) {
    seats[processor].isScripts = true
    seats[processor].isBusy = true
    body()
    seats[processor].isBusy = false
    seats[processor].isScripts = false
  }

  /// What a script's step has left half way on other processors comes to its end before the next.
  public func willStep() {
    guard let run, run.isScripted, current == nil, !isFinishing, wrong == nil else { return }
    while isAnyBusy, wrong == nil { letOneGoOn() }
  }

  /// Lets one of the processors that were left half way go on, for a caller on the script's stack.
  ///
  /// When all of them wait for each other, the script has no way back, and the program ends.
  private func letOneGoOn() {
    options.value.removeAll()
    for processor in 0..<seats.count
    where seats[processor].isBusy && !seats[processor].isScripts && seats[processor].canGoOn {
      options.value.append(.step(processor))
    }
    guard !options.value.isEmpty, case .step(let chosen) = choose(zeroGoesOn: true) else {
      let choices = decider.value.choices.prefix(decider.value.depth)
      fatalError(
        "deadlock: the processors in the middle of routines wait for each other, under schedule "
          + "\(Schedule(preemptions: bounds.preemptions, choices: choices))")
    }
    enter(chosen)
  }

  /// True while some processor is in the middle of something.
  var isAnyBusy: Bool {
    for processor in 0..<seats.count where seats[processor].isBusy { return true }
    return false
  }

  /// Lets everything that was begun come to its end, so that the world can be let go of.
  ///
  /// Processors that wait for each other never do: their stacks are left behind, and what is on
  /// them is lost to the process. It happens once in an exploration, which has found a deadlock.
  func finish() {
    isFinishing = true
    var hasMoved = true
    while hasMoved {
      hasMoved = false
      for processor in 0..<seats.count where seats[processor].isBusy && seats[processor].canGoOn {
        enter(processor)
        hasMoved = true
      }
    }
    for processor in 0..<seats.count where seats[processor].isBusy {
      if let fiber = seats[processor].fiber { _ = Unmanaged.passRetained(fiber) }
      seats[processor].leave()
    }
    isFinishing = false
  }
}
