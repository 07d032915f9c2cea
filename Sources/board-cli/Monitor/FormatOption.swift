import ArgumentParser

/// What can be given as a format: one, or the wish to know what can.
enum FormatOption: Equatable {
  case help
  case format(EventFormat)

  init(_ argument: String) throws {
    do throws(EventFormat.Mistake) {
      self = argument == "help" ? .help : .format(try EventFormat(argument))
    } catch {
      throw ValidationError(error.description)
    }
  }
}
