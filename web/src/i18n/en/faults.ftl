fault-kept = Kept:
fault-next = Next:
fault-blame-you = To be put right here.
fault-blame-peer = At the other side.
fault-blame-operator = For the operator.
fault-blame-us = A fault of Seamline.
fault-unreached = The node does not answer. What you see is the last state read.
fault-unreached-next = See whether the node runs and its port is reachable; this page tries again by itself.
