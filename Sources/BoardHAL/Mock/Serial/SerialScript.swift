internal import BoardHAL

/// What a peer is told to do.
enum SerialScript: Equatable {
  case send([UInt8])
  case sendBreak
  case sendFraming(UInt8)
  case sendParity(UInt8)
  case lose(UInt32)
  case hangUp
  case reconnect
  case pause
  case resume
  case setModemLines(ModemLines)
}
