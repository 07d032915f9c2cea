/// A feed of a Linux board, and how its descriptor is watched at the moment.
struct FeedSlot {
  let feed: any LineFeed

  /// The descriptor that is watched, and for what; nil when none is.
  var watched: (descriptor: Int32, events: Readiness.Events)?

  /// It was ready again before it was drained, and is not watched until it is.
  var isHeld = false

  /// What ought to be watched.
  var wanted: (descriptor: Int32, events: Readiness.Events)? {
    guard let descriptor = feed.descriptor, !isHeld else { return nil }
    return (descriptor, feed.interest)
  }

  /// What ought to be watched is: nearly always so, and then nothing is to be done.
  var isFollowed: Bool {
    guard let watched, !isHeld else { return false }
    return watched.descriptor == feed.descriptor && watched.events == feed.interest
  }

  init(_ feed: any LineFeed) {
    self.feed = feed
  }
}
