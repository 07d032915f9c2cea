"""Prints the edges of a line, as the recipes of gpiozero do it."""
import signal
import sys

from gpiozero import Button
from gpiozero.pins.lgpio import LGPIOFactory

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
chip, offset = int(sys.argv[1].removeprefix("gpiochip")), int(sys.argv[2])
button = Button(offset, pull_up=None, active_state=True, pin_factory=LGPIOFactory(chip=chip))
button.when_pressed = lambda: print("pressed")
button.when_released = lambda: print("released")
signal.pause()
