demo-title = Two desks
demo-lead = One night, the same minutes. Nobody in real life sees both desks: this page is served by the demo's own listener, which logs in at both nodes and reads them through the same API as anyone.
demo-synthetic = synthetic night
demo-release = Release this slot
demo-plug = Pull the plug on { $centre }
demo-plug-in = Plug { $centre } in again
demo-stick = Carry the stick
demo-where = demo
demo-map = Map
demo-centre = Centre
demo-clock = Baghdad, { $day }
demo-document = two desks, { $centre }
strip-title = Links
strip-columns = lag, last receipt
strip-up-since = up since { $at }
strip-down-since = no link since { $at }
strip-paused-since = unplugged since { $at }
strip-up = up
strip-down = no link, { $span }
strip-paused = unplugged, { $span }
strip-waits = { $n } unreceipted
strip-more = { $n ->
    [one] one more link, up
   *[other] { $n } more links, all up
}
strip-more-short = +{ $n } up
strip-fewer = fewer
stick-title = Carry the stick, { $centre }
stick-without = without a link
stick-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
stick-written = records written meanwhile
stick-to = to
stick-sealed = { $size }, encrypted to the receiver
stick-bytes = { $n } B
stick-kib = { $n } KiB
stick-state = state at both ends
stick-same = the same
stick-different = DIFFERENT
stick-took = took
stick-note = The bundle is the same stretch of the same feeds that the wire would have carried; reading it twice changes nothing. The rows now run 21 days further.
stick-under-way = 21 days pass without a link; both desks go on writing. Then each writes a bundle, the stick crosses, each reads the other's.
stick-so-far = { $span } so far; the exercise clock runs ahead meanwhile
rows-title = What the reports describe, and what runs here
rows-region = Rows
rows-row = row
rows-claim = claim
rows-state = state
rows-how = how to see it
rows-works = works
rows-planned = planned
rows-desks = Desks, each served by its own node
