internal import BoardHAL

/// What a peer says when it hears something: data, so that nothing of a test runs inside the mock.
struct SerialReply {
  let request: [UInt8]
  let response: [UInt8]
  let delay: Nanoseconds
}

/// The replies of a peer, and as much of what it heard as the longest request needs.
struct SerialReplies {
  private var replies: [SerialReply] = []
  private var heard: [UInt8] = []
  private var longest = 0

  mutating func add(_ reply: SerialReply) {
    precondition(!reply.request.isEmpty, "a reply needs a request")
    precondition(reply.delay >= .zero, "a reply cannot come before its request")
    replies.append(reply)
    longest = max(longest, reply.request.count)
  }

  /// Hears a byte and gives every reply whose request ends with it, in the order of adding.
  mutating func hear(_ byte: UInt8) -> [SerialReply] {
    guard longest > 0 else { return [] }
    if heard.count == longest { heard.removeFirst() }
    heard.append(byte)
    return replies.filter { heard.suffix($0.request.count).elementsEqual($0.request) }
  }
}
