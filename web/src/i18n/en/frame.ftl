frame-language = Language
frame-skip = Skip to the page
frame-pages = Pages
frame-areas = Area
area-floor = Watch floor
area-secretariat = Secretariat
frame-search = Search all records
frame-search-hint = Search any name, any spelling
frame-found = { $n ->
    [0] Nothing found under this spelling
    [one] { $n } found
   *[other] { $n } found
}
frame-baghdad = { $day }, Baghdad
frame-exercise = exercise data
frame-centre = Centre
frame-not-live = not live: what is shown may be old
frame-all-keys = all keys, switch off
frame-urgent = What cannot wait
frame-asking = asking the node
nav-watch = Watch
nav-incidents = Incidents
nav-map = Map
nav-messages = Messages
nav-handover = Handover
nav-sitrep = SITREP
nav-links = Links
nav-people = People
nav-audit = Audit
nav-meetings = Meetings
nav-acts = Joint acts
nav-commitments = Commitments
nav-roadmap = Roadmap
nav-units = Units
theme = Night or day
theme-night = Night
theme-day = Day
login = Log in
logout = Log out
login-title = Log in at this node
login-lead = For officers of the party that runs it. Nobody of another party has an account here.
login-officer = Officer
login-password = Password
login-busy = logging in
login-again = Your session has ended
login-again-lead = Log in to go on. The page is as you left it, with everything you typed.
login-leave = Leave the page; what is typed stays kept for its officer
keys-title = Keys
keys-on = Single keys act
keys-off-why = Switch them off if you dictate, or if keys act when they should not. They never act while you type.
keys-are-off = Single keys are off
key-pages = pages
key-area = watch floor or secretariat
key-search = search
key-keys = all keys, switch off
key-new-entry = new entry
key-acknowledge = acknowledge
key-close = close
close = Close
not-opened = not opened
health = Links of this node
health-up = up
health-down = no link, { $span }
health-paused = paused, { $span }
health-waiting = { $n ->
    [one] { $n } waits for a receipt
   *[other] { $n } wait for a receipt
}
list-found = { $n ->
    [0] None held here
    [one] { $n } held here
   *[other] { $n } held here, newest first
}
list-older = Older
