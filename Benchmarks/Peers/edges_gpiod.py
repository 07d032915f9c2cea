"""Prints the edges of a line, as the examples of libgpiod's Python package do it."""
import signal
import sys

import gpiod
from gpiod.line import Edge

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
chip, offset = sys.argv[1], int(sys.argv[2])
with gpiod.request_lines(
    "/dev/" + chip,
    consumer="edges_gpiod",
    config={offset: gpiod.LineSettings(edge_detection=Edge.BOTH)},
) as request:
    while True:
        for event in request.read_edge_events():
            print(event.timestamp_ns, event.event_type.name, event.line_offset)
