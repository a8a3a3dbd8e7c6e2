# Messages of the map pages.
map-title = Map of incidents. Everything on it is in the list beside it.
map-loading = loading the map
map-no-gl = This browser draws no map (WebGL is off). Everything is in the list.
map-not-authoritative = borders not authoritative
map-source = ground: Natural Earth
map-ruler = { $km } km
map-show = Show
map-extent-line = the line
map-extent-region = the region
map-zoom-in = Closer
map-zoom-out = Farther
map-span = Time
map-span-day = 24 h
map-span-week = 7 days
map-span-month = 30 days
map-span-year = a year
map-type = Type
map-any = any
map-party = Recorded by
map-within = From a line
map-anywhere = any distance
map-within-km = within { $km } km of either
map-heat = Count by cell
map-reset = Reset filters
map-bars = Incidents by time, in view
map-first = Shown from
map-last = Shown until
map-until-now = now
map-stretch = { $from } to { $to }
map-bar = { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
} { $at }
map-list = Incidents in view
map-total = { $n ->
    [0] No incident in view matches
    [one] { $n } incident in view
   *[other] { $n } incidents in view
}
map-unplaced = { $n ->
    [one] { $n } more matches and shows no place
   *[other] { $n } more match and show no place
}
map-coarse-cells = { $n ->
    [one] { $n } is in no cell: its place is coarser than one
   *[other] { $n } are in no cell: their places are coarser than one
}
map-busy = reading
map-col-time = Time
map-col-what = What, from whom
map-col-place = Place
map-col-away = km to line of
map-col-away-of = km to the line of { $party }
map-range = { $from }–{ $to }
map-precision-m = ±{ $n } m
map-precision-km = ±{ $n } km
map-coarse = coarse place
map-linked = { $n ->
    [one] linked with { $n } report
   *[other] linked with { $n } reports
}
map-zoom-to = Show on the map
map-open = Open
map-more = Show more
map-keys = Arrows choose, Enter opens, Space shows it on the map
map-key = Key
map-key-line = line as drawn by { $party }
map-key-both = both claim
map-key-claim = claimed by one (its stroke)
map-key-own = recorded by our party
map-key-shared = a copy from the other side
map-key-coarse = coarse place: anywhere inside
map-key-linked = linked reports, never merged
map-key-symbol = APP-6 symbol of the type, from close by
map-key-cluster = many: all, and each party's
map-key-border = border, governorate

# The map beside the log and on the newcomer's page.
seam-title = The line, as each side draws it
seam-note = schematic, synthetic; not authoritative
seam-line = Line
seam-country = Country
seam-last = last
seam-map = Map with both geometries of the line and { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
}
seam-count = { $shown } of { $all } incidents
seam-kept = of { $party }, kept
seam-shared = shared
seam-linked = linked reports
seam-of = of { $party }
seam-ours = ours
seam-copy = a copy
