"""Sends back what comes on a serial port, as one writes it with pyserial."""
import sys

import serial

with serial.Serial(sys.argv[1]) as port:
    print("armed", flush=True)
    while True:
        data = port.read(1)
        if not data:
            break
        port.write(data + port.read(port.in_waiting))
