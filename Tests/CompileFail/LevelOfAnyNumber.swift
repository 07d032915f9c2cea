// test: a level cannot be made of any number
// expect: error: 'Level' initializer is inaccessible

import BoardHAL

let level = Level(unchecked: 4)
