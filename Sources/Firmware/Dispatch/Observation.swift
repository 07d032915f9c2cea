/// Who watches a dispatch; all of it together is one bit that a dispatch tests.
struct Observation: BitwiseCopyable {
  private let hasVirtualTime: Bool
  private(set) var isOn: Bool

  var isTracing = false {
    didSet { update() }
  }

  var isAccounting = false {
    didSet { update() }
  }

  var isInterleaved = false {
    didSet { update() }
  }

  init(hasVirtualTime: Bool) {
    self.hasVirtualTime = hasVirtualTime
    isOn = hasVirtualTime
  }

  private mutating func update() {
    isOn = isInterleaved || isTracing || isAccounting || hasVirtualTime
  }
}
