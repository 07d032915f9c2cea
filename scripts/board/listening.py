"""A program that listens to a line of the virtual board, and who moves the line."""

import contextlib
import os
import subprocess
import time

# What the program says; on a file system without a server behind it.
OUT = "/run/tmp/listener-out"


class NotHeld(Exception):
    """The program ended instead of listening to the line; says why."""


def move(pull, number):
    """Has the line go up for an even number and down for an odd one."""
    os.pwrite(pull, b"pull-down" if number % 2 else b"pull-up", 0)


@contextlib.contextmanager
def ahead():
    """Goes before every other process, the listener among them."""
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(40))
    try:
        yield
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def make_at_pace(pull, rate, count):
    """Edges at a rate, which a slow listener does not slow down; returns the rate that was kept."""
    with ahead():
        begin = time.monotonic()
        for number in range(count):
            delay = begin + number / rate - time.monotonic()
            if delay > 0:
                time.sleep(delay)
            move(pull, number)
        return count / (time.monotonic() - begin)


def start(command):
    """Starts a program; what it says goes to OUT."""
    with open(OUT, "wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)


def reason(process):
    """Why a program has ended, in its own last words."""
    words = process.stderr.read().decode().strip().splitlines()
    return NotHeld(words[-1] if words else "it ended")


def reporters():
    """The kernel's threads that report edges, of each line whose edges somebody wants."""
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            with open(f"/proc/{entry}/comm") as name:
                if name.read().startswith("irq/"):
                    found.append(int(entry))
    return found


def begin(command):
    """Starts a program and returns it when it is told of edges."""
    process = start(command)
    while process.poll() is None:
        if reporters():
            time.sleep(1)
            return process
        time.sleep(0.1)
    raise reason(process)


def end(process):
    """Ends a program as a user does."""
    process.terminate()
    process.wait()


def processor_time(process):
    """Seconds of a processor that the program has had, with the kernel's part for it."""
    # The clock of another process; the number is clock_getcpuclockid's.
    return time.clock_gettime(~process.pid << 3 | 2)


def settle(process):
    """Waits until the program has nothing left to do but to look whether it has."""
    worked, said, quiet = 0, 0, 0
    while quiet < 4:
        time.sleep(0.1)
        now = processor_time(process), os.path.getsize(OUT)
        quiet = quiet + 1 if now[0] - worked < 0.005 and now[1] == said else 0
        worked, said = now
