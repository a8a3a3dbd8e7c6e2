watch-log = Log
entry-text = Log entry
entry-text-hint = what happened, in one line
entry-told = told whom
entry-told-label = Told whom, separated by commas
entry-log = Log, own side
