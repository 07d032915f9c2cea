internal import BoardHAL
internal import CGPIO

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension BoardError {
  /// This program was built where libgpiod's header was missing.
  static var withoutLibrary: BoardError {
    .unsupported(
      "GPIO", remedy: "built without libgpiod; install libgpiod-dev and build again")
  }

  /// The device of a chip must not be opened.
  static func forbidden(_ path: String) -> BoardError {
    .notPermitted(
      path,
      remedy: "sudo usermod -aG gpio $USER, then log in again; where there is no group gpio, make"
        + " one and give it the chips by the udev rule"
        + " SUBSYSTEM==\"gpio\", GROUP=\"gpio\", MODE=\"0660\"")
  }

  static func ambiguous(_ pin: Pin, _ chips: [GPIOChip]) -> BoardError {
    .unsupported(
      pin.description,
      remedy: "\(chips.map(\.path).joined(separator: " and ")) are both labelled"
        + " \(pin.chip); give the line's name in the board file")
  }

  /// Why the kernel refused lines, out of the error number of the request.
  static func refused(
    _ name: String, _ offset: UInt32, on chip: GPIOChip, number: Int32, _ directory: ChipDirectory
  ) -> BoardError {
    switch number {
    case EBUSY:
      .busy(name, holder: directory.holder(of: offset, on: chip) ?? "another program")
    case EACCES, EPERM: .forbidden(chip.path)
    case ENODEV, ENOENT: .gone(name)
    // Of a chip that cannot interrupt, when edges are asked for.
    case ENXIO: .noInterrupts(name)
    default: systemError("gpiod request", on: name, number)
    }
  }
}
