/// Finds the word that was probably meant.
package enum Suggestion {
  /// Longer words than this are not typing mistakes.
  private static let longest = 40

  /// The allowed word nearest to `word`, or nil when none is near.
  ///
  /// Near is one slip for every three letters, and one in a shorter word; capital letters do not
  /// count as slips.
  package static func nearest(to word: String, among allowed: [String]) -> String? {
    guard word.utf8.count <= longest else { return nil }
    let limit = word.count < 2 ? 0 : max(1, word.count / 3)
    let near = allowed.map { (word: $0, distance: distance(word, $0), start: start(word, $0)) }
      .filter { $0.distance <= limit }
    return near.min { ($0.distance, -$0.start) < ($1.distance, -$1.start) }?.word
  }

  /// How many letters two words begin with alike: people slip less often early in a word.
  private static func start(_ first: String, _ second: String) -> Int {
    zip(first.lowercased(), second.lowercased()).prefix { $0 == $1 }.count
  }

  /// The letters to insert, drop, change or swap with a neighbour to get from one to the other.
  static func distance(_ first: String, _ second: String) -> Int {
    let first = Array(first.lowercased())
    let second = Array(second.lowercased())
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for row in first.indices {
      var current = [row + 1]
      for column in second.indices {
        let change = last[column] + (first[row] == second[column] ? 0 : 1)
        var best = min(change, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}
