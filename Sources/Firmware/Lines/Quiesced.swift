/// The proof that nothing of a connection runs any more, on any processor: neither its service
/// routine nor a deferred call with something it saved.
///
/// Only disconnecting makes one (rows L05, L52). What the routines used may be freed now.
public struct Quiesced: ~Copyable, Sendable {
  init() {}
}
