// test: a level is made of a device number, or is nil
// expect: compiles

import BoardHAL

let level: Level? = Level.device(4)
