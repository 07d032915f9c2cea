import BoardHAL
import Glibc
import Testing

@testable import BoardHALLinux

/// What the doctor says of serial ports, and of the system's own use of them.
@Suite struct SerialDoctorTests {
  private let folder: MachineFolder
  private let uart = SerialPortDescription(
    name: "uart0", path: "/dev/ttyAMA0", needs: "dtparam=uart0 in config.txt")

  init() throws {
    folder = try MachineFolder()
  }

  private func examine(_ port: SerialPortDescription? = nil) -> [Finding] {
    Doctor.examine(folder.machine, for: port.map { .sample(port: $0) })
      .filter { $0.area == .serial || $0.area == .console }
  }

  @Test func `a port that is there and free has nothing to mend`() throws {
    try folder.addPort("ttyAMA0")
    #expect(examine(uart).complaints.isEmpty)
    #expect(examine(uart).about("uart0, /dev/ttyAMA0").map(\.verdict) == [.ok])
  }

  @Test func `a port that is not there says what the board file says of it`() throws {
    let finding = try #require(examine(uart).about("uart0").first)
    #expect(finding.verdict == .problem)
    #expect(finding.remedy == "dtparam=uart0 in config.txt, then restart")
  }

  @Test func `a port of a group one is not in is a problem when it is wanted`() throws {
    try folder.addPort("ttyAMA0", mode: 0o660)
    try folder.add("/etc/group", "dialout:x:\(getegid()):\n")
    #expect(examine().about("ttyAMA0").map(\.verdict) == [.warning])
    let finding = try #require(examine(uart).about("ttyAMA0").first)
    #expect(finding.verdict == .problem)
    #expect(finding.remedy == "sudo usermod -aG dialout $USER, then log in again")
  }

  @Test func `a port that a program has open is told with the program`() throws {
    try folder.addPort("ttyAMA0")
    try folder.addPort("ttyUSB0")
    try folder.addProgram(77, "minicom", opens: "/dev/ttyAMA0")
    try folder.addProgram(78, "gpsd", opens: "/dev/ttyUSB0")
    let findings = examine(uart)
    #expect(
      findings.about("ttyAMA0").map(\.text) == ["is held by minicom (process 77)"])
    #expect(findings.about("ttyAMA0").map(\.verdict) == [.problem])
    #expect(findings.about("ttyUSB0").map(\.verdict) == [.warning])
  }

  @Test func `ModemManager is warned of`() throws {
    try folder.addProgram(5, "ModemManager")
    #expect(
      examine().about("ModemManager").map(\.remedy) == [
        "sudo systemctl disable --now ModemManager"
      ])
  }

  @Test func `the kernel's console is told with the word to remove, and where`() throws {
    try folder.addPort("ttyAMA0")
    try folder.link("/dev/serial0", to: "ttyAMA0")
    try folder.add("/proc/cmdline", "quiet console=ttyAMA0,115200 console=tty1 root=/dev/mmc\n")
    try folder.add("/boot/firmware/cmdline.txt", "console=serial0,115200 console=tty1\n")
    let finding = try #require(examine(uart).filter { $0.area == .console }.first)
    #expect(finding.verdict == .problem)
    #expect(finding.subject == "/dev/ttyAMA0")
    #expect(
      finding.remedy
        == "remove 'console=serial0,115200' from /boot/firmware/cmdline.txt, then restart")
    #expect(examine().filter { $0.area == .console }.map(\.verdict) == [.warning])
  }

  @Test func `a login on a port is told with the unit to switch off`() throws {
    try folder.addPort("ttyS0")
    try folder.add("/run/systemd/generator/getty.target.wants/serial-getty@ttyS0.service")
    try folder.addProgram(
      9, "agetty", words: "/sbin/agetty\u{0}-o\u{0}-\u{0}115200\u{0}ttyAMA0\u{0}vt220")
    try folder.addProgram(10, "agetty", words: "/sbin/agetty\u{0}tty1\u{0}linux")
    let findings = examine().filter { $0.area == .console }
    #expect(findings.map(\.subject) == ["/dev/ttyAMA0", "/dev/ttyS0"])
    #expect(
      findings.last?.remedy?.hasPrefix(
        "sudo systemctl disable --now serial-getty@ttyS0.service") == true)
  }

  @Test func `without consoles that is said`() throws {
    try folder.add("/proc/cmdline", "quiet console=tty1\n")
    #expect(examine().filter { $0.area == .console }.map(\.verdict) == [.ok])
  }

  @Test func `on a Pi 5 the header's port has to be switched on`() throws {
    try folder.add("/proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\u{0}")
    #expect(examine().about("UART of the header").map(\.verdict) == [.warning])
    let finding = try #require(examine(uart).about("UART of the header").first)
    #expect(finding.verdict == .problem)
    #expect(
      finding.remedy
        == "add 'dtparam=uart0' to /boot/firmware/config.txt below [all], then restart")
    try folder.add("/boot/firmware/config.txt", "#dtparam=uart1\n[all]\ndtparam=uart0=on\n")
    #expect(
      examine(uart).about("UART of the header").first?.text.hasPrefix(
        "is switched on by 'dtparam=uart0=on' in /boot/firmware/config.txt:3") == true)
    try folder.addPort("ttyAMA0")
    #expect(examine(uart).about("UART of the header").map(\.verdict) == [.ok])
  }

  @Test func `on a Pi 4 the small port is told, and how to get the full one`() throws {
    try folder.add("/proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\u{0}")
    let absent = try #require(examine(uart).about("UART of the header").first)
    #expect(absent.remedy == "add 'enable_uart=1' to /boot/firmware/config.txt, then restart")
    try folder.addPort("ttyS0")
    try folder.link("/dev/serial0", to: "ttyS0")
    let small = try #require(examine().about("UART of the header").first)
    #expect(small.verdict == .warning)
    #expect(small.remedy?.contains("dtoverlay=disable-bt") == true)
  }
}
