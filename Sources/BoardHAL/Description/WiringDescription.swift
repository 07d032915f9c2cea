/// What is wired to a board: one file of `wiring/`, resolved against one of `boards/`.
///
/// Every pin and port in it exists on `board`, and no line is used twice.
public struct WiringDescription: Sendable, Equatable {
  /// What files and the command line call it: `doorbell`.
  public let name: String

  /// One line for people.
  public let title: String

  /// The board it was resolved against.
  public let board: BoardDescription

  /// The devices, in the order of the file.
  public let devices: [DeviceDescription]

  /// What happens with no Swift written, in the order of the file.
  public let reactions: [ReactionDescription]

  /// Makes a wiring out of its parts.
  public init(
    name: String,
    title: String,
    board: BoardDescription,
    devices: [DeviceDescription],
    reactions: [ReactionDescription] = []
  ) {
    self.name = name
    self.title = title
    self.board = board
    self.devices = devices
    self.reactions = reactions
  }

  /// The device with this name, or nil.
  public func device(named name: String) -> DeviceDescription? {
    devices.first { $0.name == name }
  }
}
