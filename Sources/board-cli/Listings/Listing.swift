import BoardHAL
import Firmware
import FirmwareTestBench

/// What a listing verb shows: one row a thing, as text for people or as JSON for programs.
struct Listing {
  /// A column: what programs call it, its title for people, and which of them get it.
  struct Column: Equatable {
    /// Who gets a column.
    enum Reader {
      case people, programs
    }

    let key: String
    let title: String
    /// Nil for both.
    let reader: Reader?

    init(_ key: String, _ title: String? = nil, for reader: Reader? = nil) {
      self.key = key
      self.title = title ?? key
      self.reader = reader
    }
  }

  /// One value; where there is none, people see a dash and programs miss the member.
  enum Cell: Equatable {
    case text(String)
    case number(Int)
    case flag(Bool)
    /// People see `11 µs`, programs get whole nanoseconds; the key says so.
    case time(Nanoseconds)
    case list([String])
    case none

    init(_ text: String?) {
      self = text.map { .text($0) } ?? .none
    }

    init(_ number: some BinaryInteger) {
      self = .number(Int(clamping: number))
    }
  }

  /// What programs call the rows.
  let name: String
  let columns: [Column]
  /// What the rows are about; people are told elsewhere.
  let about: [(key: String, value: String)]
  private(set) var rows: [[Cell]] = []

  init(_ name: String, _ columns: [Column], about: [(key: String, value: String)] = []) {
    self.name = name
    self.about = about
    self.columns = columns
  }

  /// Appends a row, of as many cells as there are columns.
  mutating func append(_ row: Cell...) { append(row) }

  /// Appends a row, of as many cells as there are columns.
  mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a cell for each column")
    rows.append(row)
  }

  /// The lines in the form that is wanted.
  func lines(_ form: ListingForm) -> [String] { form == .json ? [json] : text }

  /// A table with titles.
  var text: [String] {
    let shown = columns.indices.filter { columns[$0].reader != .programs }
    var table = TextTable(
      shown.map { index in
        let isNumber = rows.contains { if case .number = $0[index] { true } else { false } }
        return TextTable.Column(columns[index].title, isNumber: isNumber)
      })
    for row in rows { table.append(shown.map { row[$0].text }) }
    return table.lines
  }

  /// One object, on one line, without a line end.
  var json: String {
    var json = JSONText()
    json.object { json in
      for (key, value) in about {
        json.key(named: key)
        json.value(value)
      }
      json.key(named: name)
      json.array { json in
        for row in rows { json.object { encode(row, to: &$0) } }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func encode(_ row: [Cell], to json: inout JSONText) {
    for (column, cell) in zip(columns, row) where cell != .none && column.reader != .people {
      json.key(named: column.key)
      switch cell {
      case .text(let text): json.value(text)
      case .number(let number): json.value(number)
      case .flag(let flag): json.value(flag)
      case .time(let time): json.value(time.count)
      case .list(let words): json.array { json in for word in words { json.value(word) } }
      case .none: break
      }
    }
  }
}

extension Listing.Cell {
  fileprivate var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): "\(number)"
    case .flag(let flag): flag ? "yes" : "no"
    case .time(let time): time.text
    case .list(let words): words.isEmpty ? "–" : words.joined(separator: " ")
    case .none: "–"
    }
  }
}
