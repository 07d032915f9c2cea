import BoardHAL
import Glibc
import Testing

@testable import BoardHALLinux

/// What the doctor says of chips and lines.
@Suite struct GPIODoctorTests {
  private let folder: MachineFolder

  init() throws {
    folder = try MachineFolder()
  }

  private func names(_ count: Int = 28) -> [String] { (0..<count).map { "GPIO\($0)" } }

  private func examine(_ wiring: WiringDescription? = nil) -> [Finding] {
    Doctor.examine(folder.machine, for: wiring).filter { $0.area == .gpio }
  }

  @Test func `a healthy board has nothing to mend`() throws {
    try folder.add("/dev/gpiochip0")
    folder.addChip(names: names())
    let findings = examine(.sample())
    #expect(findings.complaints.isEmpty)
    #expect(
      findings.about("GPIO17").map(\.text) == ["is free, at /dev/gpiochip0 offset 17"])
  }

  @Test func `a machine without chips is a problem for a wiring with lines, else a warning`() {
    #expect(examine(.sample()).about("chips").map(\.verdict) == [.problem])
    #expect(examine().map(\.verdict) == [.warning])
  }

  @Test func `a chip of a group one is not in comes with the command that joins it`() throws {
    try folder.add("/dev/gpiochip0", mode: 0o660)
    try folder.add("/etc/group", "gpio:x:\(getegid()):\n")
    let finding = try #require(examine().about("/dev/gpiochip0").first)
    #expect(finding.verdict == .problem)
    #expect(finding.text == "is for the group gpio, in which you are not")
    #expect(finding.remedy == "sudo usermod -aG gpio $USER, then log in again")
  }

  @Test func `whoever was put into the group since logging in is told to log in again`() throws {
    try folder.add("/dev/gpiochip0", mode: 0o660)
    try folder.add("/etc/group", "gpio:x:\(getegid()):else,pi\n")
    try folder.add("/etc/passwd", "root:x:0:0::/:\npi:x:12345:12345::/home/pi:\n")
    let finding = try #require(examine().about("/dev/gpiochip0").first)
    #expect(finding.remedy == "log out and in again")
  }

  @Test func `whoever is in the group, and root, may use the chip`() throws {
    try folder.add("/dev/gpiochip0", mode: 0o660)
    folder.user = .init(id: 12_345, groups: [12_345, getegid()])
    #expect(examine().about("/dev/gpiochip0").isEmpty)
    folder.user = .init(id: 0, groups: [0])
    #expect(examine().about("/dev/gpiochip0").isEmpty)
  }

  @Test func `on plain Debian the group has to be made, and given the chips`() throws {
    try folder.add("/dev/gpiochip0", mode: 0o600)
    try folder.add("/dev/gpiochip1", mode: 0o600)
    let finding = try #require(examine().about("/dev/gpiochip0").first)
    #expect(finding.subject == "/dev/gpiochip0, /dev/gpiochip1")
    #expect(finding.text == "is for root alone")
    #expect(finding.remedy?.hasPrefix("sudo groupadd --system gpio; sudo usermod") == true)
    #expect(finding.remedy?.contains(#"SUBSYSTEM=="gpio""#) == true)
    try folder.add("/etc/group", "gpio:x:997:\n")
    #expect(examine().about("/dev/gpiochip0").first?.remedy?.hasPrefix("sudo usermod") == true)
  }

  @Test func `a line that an overlay holds is told with the line of config.txt`() throws {
    try folder.add("/dev/gpiochip0")
    try folder.add(
      "/boot/firmware/config.txt",
      "# pins\n\ndtoverlay=gpio-key,gpio=18\n  dtoverlay=gpio-key,gpio=17,keycode=28 \n")
    folder.addChip(names: names(), holders: [17: "button@11"])
    let finding = try #require(examine(.sample()).about("GPIO17 (J8:11), button").first)
    #expect(finding.verdict == .problem)
    #expect(finding.text == "is held by \"button@11\", at /dev/gpiochip0 offset 17")
    #expect(
      finding.remedy == "remove 'dtoverlay=gpio-key,gpio=17,keycode=28' from"
        + " /boot/firmware/config.txt:4, then restart")
  }

  @Test func `a line that a program holds is told with the program`() throws {
    try folder.add("/dev/gpiochip0")
    folder.addChip(names: names(), holders: [17: "gpiomon"])
    let finding = try #require(examine(.sample()).about("GPIO17").first)
    #expect(finding.remedy?.hasPrefix("stop the program that is called \"gpiomon\"") == true)
  }

  @Test func `a line is found by its name before its offset`() throws {
    try folder.add("/dev/gpiochip0")
    folder.addChip(
      names: [String?](repeating: nil, count: 20) + ["GPIO17"], holders: [17: "other"])
    #expect(
      examine(.sample()).about("GPIO17").map(\.text) == ["is free, at /dev/gpiochip0 offset 20"])
    folder.addChip(names: [nil, nil])
    let finding = try #require(examine(.sample()).about("GPIO17").first)
    #expect(finding.verdict == .problem)
    #expect(finding.text.hasPrefix("cannot be found: ") == true)
  }

  @Test func `another machine than the wiring's says which chips are here`() throws {
    try folder.add("/dev/gpiochip0")
    folder.addChip("/dev/gpiochip0", "pinctrl-bcm2711", names: names())
    let finding = try #require(examine(.sample()).about("pinctrl-rp1").first)
    #expect(finding.verdict == .problem)
    #expect(
      finding.text == "is the chip that Raspberry Pi 5 has; this machine has pinctrl-bcm2711")
  }

  @Test func `a link to a chip is told, and a label that is there twice is a problem`() throws {
    try folder.add("/dev/gpiochip0")
    try folder.add("/dev/gpiochip1")
    try folder.link("/dev/gpiochip4", to: "gpiochip0")
    folder.addChip(names: names())
    folder.addChip("/dev/gpiochip1", names: names(8))
    let findings = examine(.sample())
    #expect(
      findings.about("/dev/gpiochip4").map(\.text) == [
        "is a link to gpiochip0: the same chip under an old number"
      ])
    #expect(
      findings.complaints.map(\.text) == [
        "is the label of /dev/gpiochip0 and /dev/gpiochip1"
      ])
  }

  @Test func `of a board with nothing wired to it, lines that somebody has are told`() throws {
    try folder.add("/dev/gpiochip0")
    folder.addChip(names: names(), holders: [17: "spi"])
    let board = WiringDescription.sample().board
    let bare = WiringDescription(name: "pi", title: "Pi", board: board, devices: [])
    #expect(examine(bare).complaints.map(\.subject) == ["GPIO17 (J8:11)"])
    #expect(examine(bare).complaints.map(\.verdict) == [.warning])
    folder.lines = LineDirectory(chips: [], lines: [])
    #expect(examine(bare).about("pinctrl-rp1").map(\.verdict) == [.problem])
  }
}
