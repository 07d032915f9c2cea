#ifndef CLOOPS_H
#define CLOOPS_H
// What C programs use to hand something to a loop: libuv's async handle and GLib's idle source.

/// Hands over `count` calls, one by one: each is sent, and the loop turned until it has run.
/// Returns how many ran, or -1 where the library's header was missing when this was built.
long uv_async_run(long count);
long glib_idle_run(long count);

#endif
