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
    guard !run.isScripted else {
      // Everything nests there, and what would need a lock that is held does not step.
      preconditionFailure("processor \(processor) waits for a routine that it has interrupted")
    }
    seats[processor].isOver = isOver
    while !isOver() { handBack(processor) }
    seats[processor].isOver = nil
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
