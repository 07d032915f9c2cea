internal import BoardHAL

/// An output that firmware has opened.
struct MockOutput {
  let pin: Int
  let active: ActiveLevel
  let safe: LineValue
  var value: LineValue
}
