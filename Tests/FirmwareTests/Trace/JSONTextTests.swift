import Firmware
import Testing

struct JSONTextTests {
  private func text(_ body: (inout JSONText) -> Void) -> String {
    var json = JSONText()
    body(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func `commas stand between, wherever a value ends`() {
    let written = text { json in
      json.object { json in
        json.member("a", 1)
        json.key("b")
        json.array { json in
          json.value(1)
          json.object { $0.member("c", true) }
          json.array { _ in }
          json.value("x")
        }
        json.member("d", false)
      }
    }
    #expect(written == #"{"a":1,"b":[1,{"c":true},[],"x"],"d":false}"#)
  }

  @Test func `each line begins anew`() {
    let written = text { json in
      for number in 1...2 {
        json.object { $0.member("n", number) }
        json.endLine()
      }
    }
    #expect(written == "{\"n\":1}\n{\"n\":2}\n")
  }

  @Test func `numbers are whole, down to the smallest`() {
    #expect(text { $0.value(Int64.min) } == "-9223372036854775808")
    #expect(text { $0.value(UInt64.max) } == "18446744073709551615")
    #expect(text { $0.value(UInt8(0)) } == "0")
  }

  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("\n\u{1F}", #""\u000a\u001f""#), ("grüß 👋", #""grüß 👋""#),
    ("", #""""#),
  ])
  func `what text must not contain is escaped`(_ plain: String, _ quoted: String) {
    #expect(text { $0.value(plain) } == quoted)
  }

  @Test func `what was taken is gone`() {
    var json = JSONText()
    json.value(1)
    json.removeAll()
    json.value(2)
    #expect(json.bytes == [UInt8(ascii: "2")])
  }
}
