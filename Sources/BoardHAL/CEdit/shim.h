// Says what to link where libedit is there; CLineEditor asks for the header itself.
