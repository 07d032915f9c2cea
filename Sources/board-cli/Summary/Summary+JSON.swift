import BoardHAL
import Firmware

extension Summary {
  /// Writes the summary as members of an object that is open.
  func encode(to json: inout JSONText) {
    json.key("lines")
    json.array { json in
      for row in rows { json.object { row.encode(to: &$0) } }
    }
    json.key("dropped")
    json.array { json in
      for drop in dropped {
        json.object { json in
          json.member("what", drop.what)
          json.member("count", drop.count)
        }
      }
    }
    json.key("wiring-faults")
    json.array { json in
      for fault in wiringFaults { json.value(fault) }
    }
  }
}

extension Summary.Row {
  fileprivate func encode(to json: inout JSONText) {
    json.member("line", label)
    json.key("devices")
    json.array { json in
      for device in devices { json.value(device) }
    }
    if let line {
      json.member("level", line.level)
      json.member("interrupts", line.interrupts)
      json.member("merged", line.merged)
      json.member("lost", line.lost)
      json.member("ignored", line.ignored)
      json.member("unclaimed", line.unclaimed)
    }
    if let worstService {
      json.key("worst-service")
      json.object { worstService.encode(to: &$0) }
    }
    if let worstDeferred {
      json.key("worst-deferred")
      json.object { worstDeferred.encode(to: &$0) }
    }
  }
}

extension Summary.Worst {
  fileprivate func encode(to json: inout JSONText) {
    json.member("device", owner)
    json.member("nanoseconds", length.count)
  }
}
