/// Lets a number of callers through at a time; the others wait in order.
actor Gate {
  private var vacancies: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(width: Int) { vacancies = width }

  /// Runs `body` once there is room for it.
  nonisolated func pass<Result>(_ body: () async throws -> Result) async rethrows -> Result {
    await enter()
    do {
      let result = try await body()
      await leave()
      return result
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async {
    guard vacancies == 0 else {
      vacancies -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    guard waiting.isEmpty else {
      waiting.removeFirst().resume()
      return
    }
    vacancies += 1
  }
}
