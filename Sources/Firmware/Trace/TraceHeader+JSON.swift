import BoardHAL

extension TraceHeader {
  /// Writes the header as an object.
  func encode(to json: inout JSONText) {
    json.object { json in
      json.member("trace", TraceEncoder.version)
      json.member("wiring", wiring)
      json.member("board", board)
      json.member("clock", isVirtual ? "virtual" : "monotonic")
      json.member("service-time", timing.service.count)
      json.member("deferred-time", timing.deferred.count)
      json.member("accounting", isAccounting)
      json.member("processors", processors)
      if !isWhole { json.member("whole", false) }
      json.key("devices")
      json.array { json in for device in devices { json.value(device) } }
      json.key("lines")
      json.array { json in for line in lines { line.encode(to: &json) } }
      json.key("outputs")
      json.array { json in for output in outputs { output.encode(to: &json) } }
      json.key("sources")
      json.array { json in for file in sources { file.encode(to: &json) } }
    }
    json.endLine()
  }
}

extension TraceHeader.Line {
  fileprivate func encode(to json: inout JSONText) {
    json.object { json in
      json.member("line", label)
      json.member("level", level)
      json.key("devices")
      json.array { json in for device in devices { json.value(device) } }
      switch source {
      case .edges(let active):
        json.member("source", "edges")
        json.member("active", active.word)
      case .serial(let settings):
        json.member("source", "serial")
        json.member("baud", settings.baud)
        json.member("data-bits", settings.dataBits)
        json.member("parity", settings.parity.rawValue)
        json.member("stop-bits", settings.stopBits)
      case .software:
        json.member("source", "software")
      }
    }
  }
}

extension TraceHeader.Output {
  fileprivate func encode(to json: inout JSONText) {
    json.object { json in
      json.member("device", device)
      json.member("pin", label)
      json.member("active", active.word)
    }
  }
}

extension TraceHeader.File {
  fileprivate func encode(to json: inout JSONText) {
    json.object { json in
      json.member("file", name)
      json.member("text", text)
    }
  }
}
