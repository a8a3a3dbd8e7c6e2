links-title = Links of this node
links-lead = A silent link looks like a quiet night: look at what waits, and since when.
links-none = This node has no link to another.
links-own = our own nodes
links-node = node
links-to = to
links-state = state
links-lag = lag
links-receipt = last receipt
links-unreceipted = unreceipted
links-waits = waits for a receipt
links-nothing-waits = nothing
links-drift = their clock
links-drift-none = as ours
links-drift-ahead = { $span } ahead of ours
links-drift-behind = { $span } behind ours
links-seven-days = last seven days
links-no-gaps = no gap
links-gap = { $from }, { $span }
links-gap-open = since { $from }, { $span }
links-more-gaps = { $n ->
    [one] and one before
   *[other] and { $n } before
}
links-act = pause or resume
links-pause = Pause
links-resume = Resume
links-fingerprint = Fingerprint, to read aloud:
links-fingerprint-why = Read it to the other desk on the telephone. If one group differs, it is not their key.
links-up = up { $span }
links-none-yet = none yet
links-since = { $n } since { $at }
bundle-title = By stick
bundle-for = bundle for
bundle-write = Write the bundle
bundle-writing = writing
bundle-write-lead = What the link would carry, as a file for a stick. Only their nodes can open it.
bundle-all = everything, also what they have receipted
bundle-read = Choose a file
bundle-reading = reading; it may take a minute
bundle-drop = Drop a bundle here. Reading one twice changes nothing.
bundle-seat = { $party }, { $town }
bundle-from = From { $from }
bundle-written = Written for { $to }: { $n } kB. It lies in this machine's downloads; copy it to the stick.
bundle-result = { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} read: { $fresh } new, { $known } here already, { $quarantined } refused.
bundle-nothing-new = Nothing new was in it: all of it is here.
bundle-quarantined = { $n ->
    [one] The refused one is kept apart and shown to nobody. Tell the administrator and the other desk.
   *[other] The refused ones are kept apart and shown to nobody. Tell the administrator and the other desk.
}
bundle-state = State
