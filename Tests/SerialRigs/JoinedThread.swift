import Glibc

/// A thread that is waited for.
package final class JoinedThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private var handle = pthread_t()

  package init(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body)).toOpaque()
    let number = pthread_create(
      &handle, nil,
      { argument in
        argument.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
        return nil
      }, work)
    precondition(number == 0, "no thread to be had")
  }

  package func join() { pthread_join(handle, nil) }
}
