import BoardHAL
import Firmware

extension LatencyReport {
  /// The version of the JSON; counts its incompatible changes.
  static let version = 1

  /// The report as one object, for other programs; every length is in nanoseconds.
  var json: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("latency", Self.version)
      json.member("trace", trace.name)
      json.member("clock", trace.header.isVirtual ? "virtual" : "monotonic")
      json.member("length", length.count)
      json.member("dropped", trace.dropped)
      json.key("hand-offs")
      json.array { json in for row in rows { encode(row, to: &json) } }
      json.key("devices")
      json.array { json in for usage in usage { encode(usage, to: &json) } }
    }
    json.endLine()
    return json.bytes
  }

  private func encode(_ row: Row, to json: inout JSONText) {
    json.object { json in
      json.member("hand-off", row.kind.word)
      json.member("count", row.histogram.count)
      json.member("backwards", row.backwards)
      guard let worst = row.worst else { return }
      json.member("least", row.histogram.shortest.count)
      json.key("quantiles")
      json.array { json in
        for quantile in Quantile.all {
          json.object { json in
            json.member("quantile", quantile.word)
            json.member(
              "length", row.histogram.quantile(millionths: quantile.millionths).count)
          }
        }
      }
      json.member("most", row.histogram.longest.count)
      json.member("mean", row.histogram.mean.count)
      json.key("worst")
      json.object { json in
        json.member("device", trace.names.name(of: worst.device))
        json.member("line", worst.line)
        json.member("time", worst.ended.nanoseconds)
      }
      json.key("histogram")
      json.array { json in
        for bucket in row.histogram.filled {
          json.object { json in
            json.member("up-to", bucket.upTo.count)
            json.member("count", bucket.count)
          }
        }
      }
    }
  }

  private func encode(_ usage: Usage, to json: inout JSONText) {
    json.object { json in
      json.member("device", trace.names.name(of: usage.device))
      json.key("services")
      json.object { encode(usage.services, to: &$0) }
      json.key("deferred-calls")
      json.object { encode(usage.deferredCalls, to: &$0) }
    }
  }

  private func encode(_ share: Share, to json: inout JSONText) {
    json.member("count", share.count)
    json.member("own", share.own.count)
    json.member("longest", share.longest.count)
    if share.count > 0 { json.member("line", share.longestLine) }
  }
}
