import BoardHAL
