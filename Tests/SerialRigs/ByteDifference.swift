/// Where two long runs of bytes first differ, in words; nil when they are the same.
///
/// For `#expect` in place of `==`: that explains a failure with the shortest edit between both
/// sides, which of two hundred thousand bytes takes hours, and prints them all.
package func firstDifference(_ heard: [UInt8], _ sent: [UInt8]) -> String? {
  let common = zip(heard, sent)
  if let (place, pair) = common.enumerated().first(where: { $0.element.0 != $0.element.1 }) {
    return "byte \(place) of \(sent.count) is \(pair.0), and \(pair.1) was sent"
  }
  return heard.count == sent.count ? nil : "\(heard.count) bytes of \(sent.count)"
}
