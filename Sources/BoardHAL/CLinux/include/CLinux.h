#ifndef CLINUX_H
#define CLINUX_H
// What Swift's Glibc module does not export of the kernel's interface (semantics row H08).
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#endif
