// Empty on purpose: this module brings pkg-config's flags to CSerialPort, and no header to Swift,
// so that the package builds where libserialport is absent.
