/// Where the files of the repository are, seen from its tests.
enum Repository {
  static func path(_ relative: String, file: String = #filePath) -> String {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    let root = parts.prefix { $0 != "Tests" }.joined(separator: "/")
    return root + "/" + relative
  }
}
