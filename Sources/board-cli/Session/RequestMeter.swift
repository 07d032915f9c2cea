import Firmware

/// What became of one device's requests.
struct RequestMeter {
  /// The one that the device works on.
  private(set) var current: RequestID?
  private(set) var begun = 0
  private var ends: [RequestStatus: Int] = [:]

  mutating func begin(_ request: RequestID) {
    current = request
    begun += 1
  }

  mutating func end(_ request: RequestID, _ status: RequestStatus) {
    if current == request { current = nil }
    ends[status, default: 0] += 1
  }

  /// How many ended so.
  func count(_ status: RequestStatus) -> Int { ends[status] ?? 0 }
}
