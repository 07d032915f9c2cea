public import BoardHAL

/// A machine that is looked at: its file system below a folder, and what only the kernel tells.
///
/// Tests make one of a folder with files in it, and say the rest.
public struct Machine: Sendable {
  /// Who looks, and would run the firmware.
  public struct User: Sendable, Hashable {
    /// The number; 0 is root, who may do everything.
    public let id: UInt32
    /// The numbers of the groups that the process is in now, its first one included.
    public let groups: Set<UInt32>

    /// Describes a user.
    public init(id: UInt32, groups: Set<UInt32>) {
      self.id = id
      self.groups = groups
    }
  }

  /// What the process may ask of scheduler and memory.
  public struct Limits: Sendable, Hashable {
    /// The highest real-time priority that was granted when it was tried; 0 for none.
    public let realTimePriority: Int
    /// How many bytes may be locked into memory; nil for as many as there are.
    public let lockedBytes: UInt64?

    /// Describes limits.
    public init(realTimePriority: Int, lockedBytes: UInt64?) {
      self.realTimePriority = realTimePriority
      self.lockedBytes = lockedBytes
    }
  }

  /// The folder in which its file system is; "" for this machine.
  public let root: String
  /// Who looks.
  public let user: User
  /// What the process may ask for.
  public let limits: Limits
  /// What libgpiod and the kernel's interface give.
  public let capabilities: Capabilities
  /// The API of libgpiod, 1 or 2; 0 where the program was built without it.
  public let gpioAPI: Int
  /// The version of libserialport, or nil without it.
  public let serialLibrary: String?
  /// The chips and lines that may be asked; those that may not are among the device files.
  public let lines: LineDirectory
  /// Why no line could be asked, or nil.
  public let lineFailure: BoardError?

  /// Describes a machine.
  public init(
    root: String, user: User, limits: Limits, capabilities: Capabilities, gpioAPI: Int,
    serialLibrary: String?, lines: LineDirectory, lineFailure: BoardError? = nil
  ) {
    self.root = root
    self.user = user
    self.limits = limits
    self.capabilities = capabilities
    self.gpioAPI = gpioAPI
    self.serialLibrary = serialLibrary
    self.lines = lines
    self.lineFailure = lineFailure
  }

  /// What the machine is: `Raspberry Pi 5 Model B Rev 1.0`; nil where no device tree says.
  var model: String? {
    // The kernel ends it with a zero.
    Paths.firstLine(of: "\(root)/proc/device-tree/model").map { String($0.prefix { $0 != "\0" }) }
  }

  /// The kernel's release: `6.12.25+rpt-rpi-v8`.
  var kernelRelease: String? { Paths.firstLine(of: "\(root)/proc/sys/kernel/osrelease") }
}
