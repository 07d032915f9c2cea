// Empty on purpose: this module brings pkg-config's flags to CGPIO, and no header to Swift, so that
// the package builds where libgpiod is absent.
