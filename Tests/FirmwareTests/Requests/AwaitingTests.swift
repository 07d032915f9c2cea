import BoardHAL
import BoardHALMock
import Firmware
import Testing

/// A sensor that takes its time, and can be told to give up.
private struct Sensor: Device {
  enum Operation: BitwiseCopyable, Sendable {
    /// Done after so long.
    case read(Nanoseconds)
    /// Ends in an error.
    case broken
    /// Never done by itself.
    case silence
    /// Let go of without being ended.
    case forgotten
  }

  static let timerCount = 1
  var begun = 0

  mutating func begin(
    _ request: RequestID, _ operation: Operation, _ context: borrowing DispatchContext<Sensor>
  ) {
    begun += 1
    switch operation {
    case .read(let time): context.arm(0, after: time)
    case .broken: end(.failed, 7, context)
    case .silence: break
    case .forgotten:
      _ = context.takeCurrentRequest()
      context.startNext()
    }
  }

  mutating func expired(
    _ timer: Int, periods: Int, _ context: borrowing DispatchContext<Sensor>
  ) {
    end(.success, 42, context)
  }

  private func end(
    _ status: RequestStatus, _ information: Int, _ context: borrowing DispatchContext<Sensor>
  ) {
    guard let request = context.takeCurrentRequest() else { return }
    context.startNext()
    request.complete(status, information: information, context)
  }
}

@Suite struct `Requests that application code awaits` {
  private let rig = Rig()
  private let application: PassiveExecutor
  private let sensor: StartedDevice<Sensor>

  init() throws {
    application = try rig.firmware.addExecutor(named: "application")
    let added = try rig.firmware.add(Sensor(), named: "sensor")
    try added.registerDeferredCall()
    sensor = try added.start()
  }

  /// Asks, runs the firmware until nothing is left, and says how the request ended.
  private func outcome(
    _ operation: Sensor.Operation, timeout: Nanoseconds? = nil
  ) -> String {
    rig.firmware.spawn(on: application) { [rig, sensor] passive in
      do throws(RequestError) {
        rig.log.note("\(try await sensor.submit(operation, timeout: timeout, passive))")
      } catch {
        rig.log.note("\(error)")
      }
    }
    rig.firmware.run()
    return rig.log.take().joined(separator: ", ")
  }

  @Test func `one that succeeds returns what it yielded, when it is done`() {
    #expect(outcome(.read(.milliseconds(3))) == "42")
    #expect(rig.firmware.now == .start + .milliseconds(3))
  }

  @Test func `one that fails throws what the device said`() {
    #expect(outcome(.broken) == "the device reported an error (7)")
  }

  @Test func `at its timeout it is cancelled, and has ended when that is told`() {
    #expect(
      outcome(.silence, timeout: .milliseconds(5)) == "the request was cancelled at its timeout")
    #expect(rig.firmware.now == .start + .milliseconds(5))
    // The device is free for the next.
    #expect(outcome(.read(.milliseconds(1))) == "42")
  }

  @Test func `done before the timeout, the timeout is forgotten`() {
    #expect(outcome(.read(.milliseconds(3)), timeout: .milliseconds(5)) == "42")
    #expect(rig.firmware.now == .start + .milliseconds(3))
  }

  @Test func `one that the device forgets ends too`() {
    #expect(outcome(.forgotten).contains("let go of the request"))
  }

  @Test func `those that wait are served in the order of their keys`() {
    for (name, key) in [("c", 3), ("a", 1), ("b", 2)] as [(String, UInt32)] {
      rig.firmware.spawn(on: application) { [rig, sensor] passive in
        try await sensor.submit(.read(.milliseconds(1)), key: key, passive)
        rig.log.note(name)
      }
    }
    rig.firmware.run()
    // The first found the device idle, and was begun before the second asked.
    #expect(rig.log.take() == ["c", "a", "b"])
  }

  @Test("L43 a cancelled task cancels its request, waiting or begun, and hears of it once")
  func cancellation() {
    let tasks = (0..<3).map { number in
      rig.firmware.spawn(on: application) { [rig, sensor] passive in
        do throws(RequestError) {
          try await sensor.submit(number == 2 ? .read(.milliseconds(1)) : .silence, passive)
          rig.log.note("\(number) done")
        } catch {
          rig.log.note("\(number) \(error)")
        }
      }
    }
    rig.firmware.run()
    #expect(rig.log.take() == [])
    tasks[1].cancel()
    rig.firmware.run()
    #expect(rig.log.take() == ["1 the request was cancelled"])
    tasks[0].cancel()
    rig.firmware.run()
    #expect(rig.log.take() == ["0 the request was cancelled", "2 done"])
  }

  @Test func `a task that is cancelled before it runs asks, and is told`() {
    let task = rig.firmware.spawn(on: application) { [rig, sensor] passive in
      do throws(RequestError) {
        try await sensor.submit(.silence, passive)
      } catch {
        rig.log.note("\(error)")
      }
    }
    task.cancel()
    rig.firmware.run()
    #expect(rig.log.take() == ["the request was cancelled"])
  }

  @Test func `more than can be awaited are refused with the limits to raise`() throws {
    let rig = Rig { $0.awaitedRequests = 1 }
    let application = try rig.firmware.addExecutor(named: "application")
    let added = try rig.firmware.add(Sensor(), named: "sensor")
    try added.registerDeferredCall()
    let sensor = try added.start()
    for _ in 1...2 {
      rig.firmware.spawn(on: application) { [rig] passive in
        do throws(RequestError) {
          rig.log.note("\(try await sensor.submit(.read(.milliseconds(1)), passive))")
        } catch {
          rig.log.note("\(error)")
        }
      }
    }
    rig.firmware.run()
    #expect(rig.log.words.first?.contains("Limits.awaitedRequests") == true)
    #expect(rig.log.words.last == "42")
  }

  @Test func `shutting down ends every wait`() {
    rig.firmware.spawn(on: application) { [rig] passive in
      do { try await passive.sleep(for: .seconds(3600)) } catch { rig.log.note("\(error)") }
    }
    rig.firmware.settle()
    rig.firmware.shutDown()
    #expect(rig.log.take() == ["CancellationError()"])
  }
}
