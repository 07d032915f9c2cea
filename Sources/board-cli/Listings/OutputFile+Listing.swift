extension OutputFile {
  /// Prints a listing and ends; returns how that went.
  mutating func print(_ listing: Listing, _ form: ListingForm) -> ExitStatus {
    print(listing.lines(form))
  }

  /// Prints lines and ends; returns how that went.
  ///
  /// A reader that has seen enough is no failure.
  mutating func print(_ lines: [String]) -> ExitStatus {
    for line in lines { append(line + "\n") }
    finish()
    guard let failure else { return .success }
    if failure.isBrokenPipe { return .brokenPipe }
    Command.complain(failure)
    return .failure
  }
}
