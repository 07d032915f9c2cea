// Empty on purpose: this module brings pkg-config's flags to C, so that the package builds where
// libgpiod is absent.
