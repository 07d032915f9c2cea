import BoardHAL
import Testing

@testable import BoardHALLinux

/// What the doctor says of libraries, the kernel and real-time limits.
@Suite struct MachineDoctorTests {
  private let folder: MachineFolder

  init() throws {
    folder = try MachineFolder()
  }

  private func examine(_ area: Finding.Area) -> [Finding] {
    Doctor.examine(folder.machine, for: nil).filter { $0.area == area }
  }

  @Test func `libgpiod 2 on a new kernel is as it should be`() throws {
    try folder.add("/proc/sys/kernel/osrelease", "6.12.25+rpt-rpi-v8\n")
    #expect(examine(.libraries).complaints.isEmpty)
  }

  @Test func `libgpiod 1 is told with what it cannot do`() {
    folder.gpioAPI = 1
    folder.capabilities = Capabilities(
      hasVirtualTime: false, hasSequenceNumbers: false, hasDebounce: false, edgeCapacity: 16,
      library: "libgpiod 1.6.3 (API 1)")
    let finding = examine(.libraries).about("libgpiod").first
    #expect(finding?.verdict == .warning)
    #expect(finding?.text.contains("16 edges wait for each line") == true)
  }

  @Test(
    arguments: [
      (2, "5.4.0", true), (2, "5.10.1", false), (1, "5.4.0-rc1", true), (1, "5.7.0", false),
      (0, "4.9.0", false),
    ])
  func `a kernel that is too old for the library is a problem`(
    _ api: Int, _ release: String, _ isTooOld: Bool
  ) throws {
    folder.gpioAPI = api
    try folder.add("/proc/sys/kernel/osrelease", "\(release)\n")
    #expect(
      examine(.libraries).about("Linux").contains { $0.verdict == .problem } == isTooOld)
  }

  @Test func `libraries that are missing come with the package to install`() {
    folder.gpioAPI = 0
    folder.capabilities.library = nil
    folder.serialLibrary = nil
    #expect(
      examine(.libraries).map(\.remedy) == [
        "sudo apt-get install libgpiod-dev, then build again",
        "sudo apt-get install libserialport-dev, then build again",
      ])
  }

  @Test func `without rights to real-time threads and memory it says where to get them`() {
    folder.limits = .init(realTimePriority: 0, lockedBytes: 8 << 20)
    let findings = examine(.realTime)
    #expect(findings.map(\.verdict) == [.warning, .warning])
    #expect(findings[0].remedy?.contains("/etc/security/limits.d/board-cli.conf") == true)
    #expect(findings[1].text.hasPrefix("only 8192 KiB may be locked") == true)
  }

  @Test func `throttling is warned of where real-time threads are allowed`() throws {
    try folder.add("/proc/sys/kernel/sched_rt_runtime_us", "950000\n")
    try folder.add("/proc/sys/kernel/sched_rt_period_us", "1000000\n")
    #expect(
      examine(.realTime).complaints.map(\.remedy) == [
        "sudo sysctl kernel.sched_rt_runtime_us=-1; to keep it, a file in /etc/sysctl.d"
      ])
    folder.limits = .init(realTimePriority: 0, lockedBytes: nil)
    #expect(examine(.realTime).complaints.map(\.subject) == ["priority"])
  }
}
