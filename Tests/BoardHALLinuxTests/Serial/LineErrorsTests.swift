import BoardHAL
import CSerialPort
import Testing

@testable import BoardHALLinux

@Suite struct LineErrorsTests {
  @Test func `what was counted says what a mark means`() {
    var errors = LineErrors(cserial_counters(), checksParity: true)
    errors.update(counters(framing: 1, parity: 1, breaks: 1))
    #expect(errors.classify(0) == .breakSignal)
    #expect(errors.classify(0x41) == .parity)
    #expect(errors.classify(0x42) == .framing)
  }

  @Test func `a zero that no break was counted for is a damaged zero`() {
    var errors = LineErrors(cserial_counters(), checksParity: false)
    errors.update(counters(framing: 1))
    #expect(errors.classify(0) == .framing)
  }

  @Test func `without a check bit an error is one of framing`() {
    var errors = LineErrors(cserial_counters(), checksParity: false)
    #expect(errors.classify(0x41) == .framing)
  }

  @Test func `a port that counts nothing leaves the likeliest`() {
    var errors = LineErrors(nil, checksParity: true)
    #expect(errors.classify(0) == .breakSignal)
    #expect(errors.classify(1) == .parity)
    var unchecked = LineErrors(nil, checksParity: false)
    #expect(unchecked.classify(1) == .framing)
    errors.update(counters(overrun: 5))
    #expect(errors.takeLost() == 0)
  }

  @Test("H16 bytes that the hardware or the kernel lost are counted once")
  func losses() {
    var errors = LineErrors(counters(overrun: .max), checksParity: false)
    #expect(errors.takeLost() == 0)
    errors.update(counters(overrun: 2, bufferOverrun: 4))
    // Counters wrap: from 2³² − 1 to 2 are three.
    #expect(errors.takeLost() == 7)
    #expect(errors.takeLost() == 0)
  }

  private func counters(
    framing: UInt32 = 0, parity: UInt32 = 0, overrun: UInt32 = 0, breaks: UInt32 = 0,
    bufferOverrun: UInt32 = 0
  ) -> cserial_counters {
    cserial_counters(
      framing: framing, parity: parity, overrun: overrun, breaks: breaks,
      buffer_overrun: bufferOverrun)
  }
}
