links-title = Links of this node
links-to = to
links-state = state
links-lag = lag
links-receipt = last receipt
links-unreceipted = unreceipted
links-up = up { $span }
links-none-yet = none yet
links-since = { $n } since { $at }
bundle-title = By stick
bundle-for = bundle for
bundle-write = Write the bundle
bundle-read = Read a bundle
bundle-written = Written for { $to }: { $n } B, which only their nodes can open.
bundle-result = { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} read: { $fresh } new, { $known } already here, { $quarantined } quarantined.
bundle-state = State
